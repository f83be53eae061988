// One client's life with a fresh server, in order: each test stands on those before it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  getDisplayPreferenceApi, getEnvironmentApi, getGenreApi, getImageApi, getLibraryApi, getLibraryStructureApi, getLocalizationApi, getMediaInfoApi,
  getPersonApi, getScheduledTaskApi, getSearchApi, getSessionApi, getShowApi, getStartupApi, getSystemApi, getUserApi, getUserDataApi, getUserViewApi,
} from '@jellyfin/sdk/lib/utils/api/index.js';
import { admin, balanced, createApi, eventually, get, media, servedBy, statusOf, ticksPerSecond, url } from './client.mjs';
import { capable, limited } from './profiles.mjs';

const api = createApi();
const state = {};

test('a fresh server says that its wizard is not done', async () => {
  const { data } = await getSystemApi(api).getPublicSystemInfo();

  assert.equal(data.ProductName, 'Jellyfin Server');
  assert.match(data.Version, /^\d+\.\d+\.\d+/);
  assert.match(data.Id, /^[0-9a-f]{32}$/);
  assert.equal(data.StartupWizardCompleted, false);
  state.serverId = data.Id;
});

test('the wizard takes settings, the first user and remote access, then closes', async () => {
  const startup = getStartupApi(api);
  const configuration = (await startup.getStartupConfiguration()).data;
  await startup.updateInitialConfiguration({ startupConfigurationDto: { ...configuration, UICulture: 'en-US', MetadataCountryCode: 'US', PreferredMetadataLanguage: 'en' } });
  await startup.getFirstUser();
  await startup.updateStartupUser({ startupUserDto: { Name: admin.name, Password: admin.password } });
  assert.equal((await getLibraryStructureApi(api).getVirtualFolders()).data.length, 0);
  await startup.setRemoteAccess({ startupRemoteAccessDto: { EnableRemoteAccess: true } });
  assert.equal((await startup.completeWizard()).status, 204);

  assert.equal((await getSystemApi(api).getPublicSystemInfo()).data.StartupWizardCompleted, true);
  assert.equal(await statusOf(startup.getStartupConfiguration()), 401);
});

test('a wrong password is refused', async () => {
  assert.equal(await statusOf(api.authenticateUserByName(admin.name, 'wrong')), 401);
});

test('the right password gives a token that every request can use', async () => {
  const { data } = await api.authenticateUserByName(admin.name, admin.password);

  assert.ok(data.AccessToken);
  assert.equal(data.ServerId, state.serverId);
  assert.equal(data.User.Policy.IsAdministrator, true);
  state.userId = data.User.Id;
  api.update({ accessToken: data.AccessToken });
  // More requests than replicas, so that each of them sees the token.
  for (let count = 0; count < 6; count++) {
    assert.equal((await getUserApi(api).getCurrentUser()).data.Id, state.userId);
  }
});

test('nothing but the public part answers without a token', async () => {
  assert.equal(await statusOf(getUserApi(createApi()).getCurrentUser()), 401);
  assert.equal(await statusOf(getLibraryApi(createApi('0123456789abcdef')).getItems({})), 401);
});

if (balanced) {
  test('consecutive requests are answered by different replicas', () => {
    assert.ok(new Set(servedBy).size >= 2, `only ${[...new Set(servedBy)]}`);
  });
}

test('the server tells an administrator about itself', async () => {
  const system = getSystemApi(api);

  assert.equal((await system.getSystemInfo()).data.Id, state.serverId);
  assert.equal(typeof (await system.getEndpointInfo()).data.IsInNetwork, 'boolean');
  assert.ok((await getLocalizationApi(api).getCultures()).data.some((culture) => culture.TwoLetterISOLanguageName === 'en'));
});

test('folders of the server can be browsed to find media', async () => {
  const { data } = await getEnvironmentApi(api).getDirectoryContents({ path: media, includeDirectories: true });

  assert.deepEqual(data.map((entry) => entry.Name).filter((name) => !name.startsWith('.')).sort(), ['Movies', 'Shows']);
});

test('libraries can be added', async () => {
  const libraries = getLibraryStructureApi(api);
  for (const [name, collectionType] of [['Movies', 'movies'], ['Shows', 'tvshows']]) {
    const { status } = await libraries.addVirtualFolder({ name, collectionType, paths: [`${media}/${name}`], refreshLibrary: false, addVirtualFolderDto: { LibraryOptions: {} } });
    assert.equal(status, 204);
  }

  const { data } = await libraries.getVirtualFolders();
  assert.deepEqual(data.map((folder) => folder.Name).sort(), ['Movies', 'Shows']);
});

test('a scan asked for through the task list runs to its end', async () => {
  const tasks = getScheduledTaskApi(api);
  const scan = (await tasks.getTasks({})).data.find((task) => task.Key === 'RefreshLibrary');
  assert.ok(scan, 'there is no task RefreshLibrary');
  assert.equal((await tasks.startTask({ taskId: scan.Id })).status, 204);

  const done = await eventually('the scan ends', 180, async () => {
    const { data } = await tasks.getTask({ taskId: scan.Id });
    return data.State === 'Idle' && data.LastExecutionResult?.EndTimeUtc !== scan.LastExecutionResult?.EndTimeUtc && data;
  });
  assert.equal(done.LastExecutionResult.Status, 'Completed');
});

test('each library is a view', async () => {
  const { data } = await getUserViewApi(api).getUserViews({ userId: state.userId });

  assert.deepEqual(data.Items.map((view) => [view.Name, view.CollectionType]).sort(), [['Movies', 'movies'], ['Shows', 'tvshows']]);
  state.movies = data.Items.find((view) => view.CollectionType === 'movies').Id;
});

test('films are listed by name, in pages, with their total', async () => {
  const library = getLibraryApi(api);
  const query = { userId: state.userId, recursive: true, includeItemTypes: ['Movie'], parentId: state.movies, sortBy: ['SortName'], sortOrder: ['Ascending'] };
  const all = (await library.getItems(query)).data;
  assert.ok(all.TotalRecordCount >= 12, `only ${all.TotalRecordCount} films`);
  const paged = [];
  for (let startIndex = 0; startIndex < all.TotalRecordCount; startIndex += 5) {
    paged.push(...(await library.getItems({ ...query, startIndex, limit: 5 })).data.Items);
  }

  assert.deepEqual(paged.map((item) => item.Id), all.Items.map((item) => item.Id));
  assert.equal(new Set(paged.map((item) => item.Id)).size, paged.length);
  state.films = Object.fromEntries(all.Items.map((item) => [item.Name, item]));
  for (const name of ['Harbour Lights', 'The Long Afternoon', 'Winter Signals', 'Two Rivers']) {
    assert.ok(state.films[name], `${name} is not there`);
  }
});

test('lists can be filtered and searched', async () => {
  const library = getLibraryApi(api);
  const fantasy = (await library.getItems({ userId: state.userId, recursive: true, includeItemTypes: ['Movie'], genres: ['Fantasy'] })).data;
  assert.deepEqual(fantasy.Items.map((item) => item.Name).sort(), ["The Cartographer's Daughter", 'The Glass Mountain']);
  const of2019 = (await library.getItems({ userId: state.userId, recursive: true, includeItemTypes: ['Movie'], years: [2019] })).data;
  assert.deepEqual(of2019.Items.map((item) => item.Name), ['Harbour Lights']);

  const found = (await library.getItems({ userId: state.userId, recursive: true, searchTerm: 'harb' })).data;
  assert.ok(found.Items.some((item) => item.Name === 'Harbour Lights'));
  const hints = (await getSearchApi(api).getSearchHints({ searchTerm: 'harbour', userId: state.userId })).data;
  assert.ok(hints.SearchHints.some((hint) => hint.Name === 'Harbour Lights'));
});

test('a film has what its nfo says and what its file holds', async () => {
  const { data } = await getLibraryApi(api).getItem({ userId: state.userId, itemId: state.films['Harbour Lights'].Id });

  assert.equal(data.Type, 'Movie');
  assert.equal(data.ProductionYear, 2019);
  assert.match(data.Overview, /rival pilots/);
  assert.deepEqual(data.Genres, ['Adventure']);
  assert.ok(data.People.some((person) => person.Name === 'Lukas Brandt' && person.Type === 'Director'));
  assert.equal(Math.round(data.RunTimeTicks / ticksPerSecond), 485);
  const streams = data.MediaSources[0].MediaStreams;
  assert.deepEqual(streams.filter((stream) => stream.Type === 'Audio').map((stream) => stream.Language), ['eng', 'deu']);
  assert.equal(streams.filter((stream) => stream.Type === 'Subtitle').length, 2);
  assert.equal(data.Chapters.length, 4);
  assert.match(data.ImageTags.Primary, /./);
});

test('versions of a film are one item with several sources', async () => {
  const { data } = await getLibraryApi(api).getItem({ userId: state.userId, itemId: state.films['Winter Signals'].Id });

  assert.equal(data.MediaSources.length, 2);
});

test('an id that does not exist is a 404', async () => {
  assert.equal(await statusOf(getLibraryApi(api).getItem({ userId: state.userId, itemId: '00000000000000000000000000000001' })), 404);
});

test('a series has its seasons and episodes in order', async () => {
  const series = (await getLibraryApi(api).getItems({ userId: state.userId, recursive: true, includeItemTypes: ['Series'], sortBy: ['SortName'] })).data.Items;
  assert.deepEqual(series.map((item) => item.Name), ['Lighthouse Keepers', 'Orbit Street']);
  state.series = series[0];
  const shows = getShowApi(api);
  const seasons = (await shows.getSeasons({ seriesId: state.series.Id, userId: state.userId })).data.Items;
  assert.deepEqual(seasons.map((season) => season.IndexNumber).sort(), [0, 1, 2]);

  const first = seasons.find((season) => season.IndexNumber === 1);
  const episodes = (await shows.getEpisodes({ seriesId: state.series.Id, seasonId: first.Id, userId: state.userId })).data.Items;
  assert.deepEqual(episodes.map((episode) => episode.IndexNumber), [1, 2, 3, 4]);
  assert.equal(episodes[0].Name, 'First Light');
  state.episodes = episodes;
});

test('genres and people can be listed', async () => {
  const genres = (await getGenreApi(api).getGenres({ userId: state.userId, parentId: state.movies })).data.Items;
  assert.ok(genres.some((genre) => genre.Name === 'Fantasy'));

  const people = (await getPersonApi(api).getPersons({ userId: state.userId, searchTerm: 'Mira' })).data.Items;
  assert.ok(people.some((person) => person.Name === 'Mira Solano'));
});

test('the home screen has the latest items', async () => {
  const { data } = await getLibraryApi(api).getLatestMedia({ userId: state.userId, parentId: state.movies, limit: 5 });

  assert.equal(data.length, 5);
});

test('pictures come without credentials, in the wanted size, and are not sent twice', async () => {
  const film = state.films['Harbour Lights'];
  const address = getImageApi(api).getItemImageUrlById(film.Id, 'Primary', { maxWidth: 100, quality: 90, tag: film.ImageTags.Primary });
  const first = await get(address);
  assert.equal(first.status, 200);
  assert.match(first.headers.get('content-type'), /^image\//);

  const again = await get(address, { 'If-None-Match': first.headers.get('etag') });
  assert.equal(again.status, 304);
  assert.equal((await get(`/Items/${film.Id}/Images/Logo`)).status, 404);
});

test('display preferences are kept', async () => {
  const preferences = getDisplayPreferenceApi(api);
  const which = { displayPreferencesId: 'usersettings', userId: state.userId, client: 'conformance' };
  const before = (await preferences.getDisplayPreferences(which)).data;
  await preferences.updateDisplayPreferences({ ...which, displayPreferencesDto: { ...before, CustomPrefs: { ...before.CustomPrefs, homesection0: 'resume' } } });

  assert.equal((await preferences.getDisplayPreferences(which)).data.CustomPrefs.homesection0, 'resume');
});

async function playbackInfo(name, deviceProfile, more = {}) {
  const itemId = state.films[name].Id;
  const { data } = await getMediaInfoApi(api).getPostedPlaybackInfo({ itemId, playbackInfoDto: { UserId: state.userId, DeviceProfile: deviceProfile, AutoOpenLiveStream: true, ...more } });
  assert.equal(data.ErrorCode, undefined);
  assert.ok(data.PlaySessionId);
  return { itemId, playSessionId: data.PlaySessionId, source: data.MediaSources[0] };
}

test('a player that knows the codecs plays the file as it is, from any byte', async () => {
  const { itemId, source } = await playbackInfo('The Long Afternoon', capable);
  assert.equal(source.SupportsDirectPlay, true);
  assert.equal(source.TranscodingUrl, undefined);
  const address = `/Videos/${itemId}/stream.${source.Container}?Static=true&mediaSourceId=${source.Id}&Tag=${source.ETag}`;

  const head = await get(address, { Range: 'bytes=0-1023' });
  assert.equal(head.status, 206);
  assert.equal(head.body.length, 1024);
  assert.equal(head.headers.get('content-range'), `bytes 0-1023/${source.Size}`);
  assert.equal(head.body.toString('latin1', 4, 8), 'ftyp');
  const tail = await get(address, { Range: 'bytes=-500' });
  assert.equal(tail.status, 206);
  assert.equal(tail.body.length, 500);
  assert.equal((await get(address, { Range: `bytes=${source.Size}-` })).status, 416);
  const whole = await get(address);
  assert.equal(whole.status, 200);
  assert.equal(whole.body.length, source.Size);
  assert.deepEqual(whole.body.subarray(-500), tail.body);
});

test('an external subtitle is delivered as WebVTT', async () => {
  const { source } = await playbackInfo('Salt and Iron', capable);
  const subtitle = source.MediaStreams.find((stream) => stream.Type === 'Subtitle' && stream.DeliveryMethod === 'External');
  assert.ok(subtitle, 'no subtitle is delivered');

  const answer = await get(subtitle.DeliveryUrl);
  assert.equal(answer.status, 200);
  assert.match(answer.body.toString(), /^\uFEFF?WEBVTT/);
});

for (const container of ['ts', 'mp4']) {
  test(`a player that knows nothing gets HLS in ${container} segments`, async () => {
    const { source } = await playbackInfo('The Long Afternoon', limited(container));
    assert.equal(source.SupportsDirectPlay, false);
    assert.equal(source.SupportsTranscoding, true);
    assert.equal(source.TranscodingSubProtocol, 'hls');

    const master = await get(source.TranscodingUrl);
    assert.equal(master.status, 200);
    const masterUrl = new URL(source.TranscodingUrl, url);
    const variant = master.body.toString().split('\n').find((line) => line && !line.startsWith('#'));
    assert.match(master.body.toString(), /#EXT-X-STREAM-INF:.*CODECS="avc1\./);

    const mainUrl = new URL(variant, masterUrl);
    const main = (await get(mainUrl)).body.toString();
    assert.match(main, /#EXT-X-PLAYLIST-TYPE:VOD/);
    assert.match(main, /#EXT-X-ENDLIST/);
    const length = [...main.matchAll(/#EXTINF:([\d.]+)/g)].reduce((sum, match) => sum + Number(match[1]), 0);
    assert.ok(Math.abs(length - 440) < 1, `the playlist is ${length} s long`);
    const segments = main.split('\n').filter((line) => line && !line.startsWith('#'));

    if (container === 'mp4') {
      const init = await get(new URL(main.match(/#EXT-X-MAP:URI="([^"]+)"/)[1], mainUrl));
      assert.equal(init.status, 200);
      assert.equal(init.body.toString('latin1', 4, 8), 'ftyp');
    }
    // The first two, then a seek far ahead and back again.
    for (const index of [0, 1, segments.length - 3, 2]) {
      const segment = await get(new URL(segments[index], mainUrl));
      assert.equal(segment.status, 200, `segment ${index}`);
      assert.ok(segment.body.length > 1000, `segment ${index} has ${segment.body.length} bytes`);
      if (container === 'ts') {
        assert.equal(segment.body[0], 0x47);
      }
    }
    const stopped = await api.axiosInstance.delete(
      `${url}/Videos/ActiveEncodings?deviceId=${api.deviceInfo.id}&playSessionId=${mainUrl.searchParams.get('PlaySessionId')}`,
      { headers: { Authorization: api.authorizationHeader } },
    );
    assert.equal(stopped.status, 204);
  });
}

test('a film that was stopped in the middle is resumed there', async () => {
  const sessions = getSessionApi(api);
  const { itemId, playSessionId, source } = await playbackInfo('The Long Afternoon', capable);
  const report = { ItemId: itemId, MediaSourceId: source.Id, PlaySessionId: playSessionId, CanSeek: true, PlayMethod: 'DirectPlay' };
  await sessions.reportPlaybackStart({ playbackStartInfo: { ...report, PositionTicks: 0 } });
  await sessions.reportPlaybackProgress({ playbackProgressInfo: { ...report, PositionTicks: 100 * ticksPerSecond } });
  const playing = (await sessions.getSessions({})).data.find((session) => session.NowPlayingItem?.Id === itemId);
  assert.ok(playing, 'the session list does not show what plays');
  await sessions.reportPlaybackStopped({ playbackStopInfo: { ItemId: itemId, MediaSourceId: source.Id, PlaySessionId: playSessionId, PositionTicks: 200 * ticksPerSecond } });

  const resume = (await getLibraryApi(api).getResumeItems({ userId: state.userId, mediaTypes: ['Video'] })).data;
  assert.deepEqual(resume.Items.map((item) => item.Id), [itemId]);
  assert.equal(resume.Items[0].UserData.PlaybackPositionTicks, 200 * ticksPerSecond);
});

test('a film that was watched to its end is played', async () => {
  const sessions = getSessionApi(api);
  const { itemId, playSessionId, source } = await playbackInfo('Harbour Lights', capable);
  const report = { ItemId: itemId, MediaSourceId: source.Id, PlaySessionId: playSessionId };
  await sessions.reportPlaybackStart({ playbackStartInfo: { ...report, PositionTicks: 0 } });
  await sessions.reportPlaybackStopped({ playbackStopInfo: { ...report, PositionTicks: 480 * ticksPerSecond } });

  const { data } = await getUserDataApi(api).getItemUserData({ itemId, userId: state.userId });
  assert.equal(data.Played, true);
  assert.equal(data.PlaybackPositionTicks, 0);
});

test('an episode that was watched makes the next one next up', async () => {
  const { status, data } = await getUserDataApi(api).markPlayedItem({ itemId: state.episodes[0].Id, userId: state.userId });
  assert.equal(status, 200);
  assert.equal(data.Played, true);

  const next = (await getShowApi(api).getNextUp({ userId: state.userId })).data.Items;
  assert.deepEqual(next.map((episode) => episode.Id), [state.episodes[1].Id]);
  assert.equal((await getUserDataApi(api).markUnplayedItem({ itemId: state.episodes[0].Id, userId: state.userId })).data.Played, false);
});

test('a favourite stays one', async () => {
  const itemId = state.films['Ember Road'].Id;
  assert.equal((await getUserDataApi(api).markFavoriteItem({ itemId, userId: state.userId })).data.IsFavorite, true);

  const favourites = (await getLibraryApi(api).getItems({ userId: state.userId, recursive: true, isFavorite: true })).data.Items;
  assert.deepEqual(favourites.map((item) => item.Id), [itemId]);
});

test('tasks can be given other triggers', async () => {
  const tasks = getScheduledTaskApi(api);
  const scan = (await tasks.getTasks({})).data.find((task) => task.Key === 'RefreshLibrary');
  const triggers = [{ Type: 'DailyTrigger', TimeOfDayTicks: 3 * 3600 * ticksPerSecond }];
  assert.equal((await tasks.updateTask({ taskId: scan.Id, taskTriggerInfo: triggers })).status, 204);

  assert.deepEqual((await tasks.getTask({ taskId: scan.Id })).data.Triggers, triggers);
});

test('after the log-out the token is worth nothing, wherever it is used', async () => {
  const old = createApi(api.accessToken);
  assert.equal((await getSessionApi(old).reportSessionEnded()).status, 204);

  await eventually('every replica refuses the token', 1.5, async () => {
    for (let count = 0; count < 4; count++) {
      if ((await statusOf(getUserApi(old).getCurrentUser())) !== 401) {
        return false;
      }
    }
    return true;
  });
});
