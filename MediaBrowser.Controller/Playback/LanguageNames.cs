namespace MediaBrowser.Controller.Playback;

/// <summary>English names of ISO 639-2 languages, as stream titles show them.</summary>
public static class LanguageNames
{
    private const string Table = """
        aar=Afar|abk=Abkhazian|afr=Afrikaans|aka=Akan|alb=Albanian|amh=Amharic|ara=Arabic|arg=Aragonese|arm=Armenian|
        asm=Assamese|ava=Avaric|ave=Avestan|aym=Aymara|aze=Azerbaijani|bak=Bashkir|bam=Bambara|baq=Basque|bel=Belarusian|
        ben=Bengali|bih=Bihari languages|bis=Bislama|bod=Tibetan|bos=Bosnian|bre=Breton|bul=Bulgarian|bur=Burmese|cat=Catalan|
        ces=Czech|cha=Chamorro|che=Chechen|chi=Chinese|chu=Church Slavic|chv=Chuvash|cor=Cornish|cos=Corsican|cre=Cree|
        cym=Welsh|cze=Czech|dan=Danish|deu=German|div=Divehi|dut=Dutch|dzo=Dzongkha|ell=Greek|eng=English|
        epo=Esperanto|est=Estonian|eus=Basque|ewe=Ewe|fao=Faroese|fas=Persian|fij=Fijian|fin=Finnish|fra=French|fre=French|
        fry=Western Frisian|ful=Fulah|geo=Georgian|ger=German|gla=Gaelic|gle=Irish|glg=Galician|glv=Manx|
        gre=Greek|grn=Guarani|guj=Gujarati|hat=Haitian|hau=Hausa|heb=Hebrew|her=Herero|hin=Hindi|hmo=Hiri Motu|
        hrv=Croatian|hun=Hungarian|hye=Armenian|ibo=Igbo|ice=Icelandic|ido=Ido|iii=Sichuan Yi|iku=Inuktitut|ile=Interlingue|
        ina=Interlingua|ind=Indonesian|ipk=Inupiaq|isl=Icelandic|ita=Italian|
        jav=Javanese|jpn=Japanese|kal=Kalaallisut|kan=Kannada|kas=Kashmiri|kat=Georgian|kau=Kanuri|kaz=Kazakh|khm=Central Khmer|
        kik=Kikuyu|kin=Kinyarwanda|kir=Kirghiz|kom=Komi|kon=Kongo|kor=Korean|kua=Kuanyama|kur=Kurdish|lao=Lao|lat=Latin|
        lav=Latvian|lim=Limburgan|lin=Lingala|lit=Lithuanian|ltz=Luxembourgish|lub=Luba-Katanga|lug=Ganda|mac=Macedonian|
        mah=Marshallese|mal=Malayalam|mao=Maori|mar=Marathi|may=Malay|mkd=Macedonian|mlg=Malagasy|mlt=Maltese|mon=Mongolian|
        mri=Maori|msa=Malay|mya=Burmese|nau=Nauru|nav=Navajo|nbl=Ndebele, South|nde=Ndebele, North|ndo=Ndonga|nep=Nepali|
        nld=Dutch|nno=Norwegian (Nynorsk)|nob=Norwegian (Bokmal)|nor=Norwegian|nya=Chichewa|oci=Occitan (post 1500)|oji=Ojibwa|
        ori=Oriya|orm=Oromo|oss=Ossetian|pan=Panjabi|per=Persian|pli=Pali|pol=Polish|por=Portuguese|pus=Pushto|que=Quechua|
        roh=Romansh|ron=Romanian|rum=Romanian|run=Rundi|rus=Russian|sag=Sango|san=Sanskrit|sin=Sinhala|slk=Slovak|slo=Slovak|
        slv=Slovenian|sme=Northern Sami|smo=Samoan|sna=Shona|snd=Sindhi|som=Somali|sot=Sotho, Southern|spa=Spanish|sqi=Albanian|
        srd=Sardinian|srp=Serbian|ssw=Swati|sun=Sundanese|swa=Swahili|swe=Swedish|tah=Tahitian|tam=Tamil|tat=Tatar|tel=Telugu|
        tgk=Tajik|tgl=Tagalog|tha=Thai|tib=Tibetan|tir=Tigrinya|ton=Tonga (Tonga Islands)|tsn=Tswana|tso=Tsonga|tuk=Turkmen|
        tur=Turkish|twi=Twi|uig=Uighur|ukr=Ukrainian|und=Undetermined|urd=Urdu|uzb=Uzbek|ven=Venda|vie=Vietnamese|vol=Volapük|
        wel=Welsh|wln=Walloon|wol=Wolof|xho=Xhosa|yid=Yiddish|yor=Yoruba|zha=Zhuang|zho=Chinese|zul=Zulu|
        """;

    private static readonly Dictionary<string, string> Names = Table
        .Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(entry => entry.Split('=', 2))
        .ToDictionary(entry => entry[0], entry => entry[1], StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns null when no language is said, and the code itself in upper case when it is not known.</summary>
    public static string? Find(string? code)
        => string.IsNullOrEmpty(code) ? null : Names.GetValueOrDefault(code) ?? code.ToUpperInvariant();
}
