using MediaBrowser.Controller.Configuration;

namespace Jellyfin.Server.Contracts.System;

/// <summary>What anybody may know of the server.</summary>
public sealed record PublicSystemInfoDto(
    string LocalAddress,
    string ServerName,
    string Version,
    string ProductName,
    string OperatingSystem,
    string Id,
    bool StartupWizardCompleted);

/// <summary>What users may know of the server.</summary>
public sealed record SystemInfoDto
{
    public string OperatingSystemDisplayName { get; init; } = "";

    public bool HasPendingRestart { get; init; }

    public bool IsShuttingDown { get; init; }

    public bool SupportsLibraryMonitor { get; init; }

    public int WebSocketPortNumber { get; init; }

    public IReadOnlyList<object> CompletedInstallations { get; init; } = [];

    public bool CanSelfRestart { get; init; }

    public bool CanLaunchWebBrowser { get; init; }

    public string? ProgramDataPath { get; init; }

    public string? WebPath { get; init; }

    public string? ItemsByNamePath { get; init; }

    public string? CachePath { get; init; }

    public string? LogPath { get; init; }

    public string? InternalMetadataPath { get; init; }

    public string? TranscodingTempPath { get; init; }

    public IReadOnlyList<CastReceiverApplication> CastReceiverApplications { get; init; } = [];

    public bool HasUpdateAvailable { get; init; }

    public string EncoderLocation { get; init; } = "System";

    public string SystemArchitecture { get; init; } = "";

    public required string LocalAddress { get; init; }

    public required string ServerName { get; init; }

    public required string Version { get; init; }

    public required string ProductName { get; init; }

    public string OperatingSystem { get; init; } = "";

    public required string Id { get; init; }

    public bool StartupWizardCompleted { get; init; }
}

public sealed record EndPointInfoDto(bool IsLocal, bool IsInNetwork);

public sealed record UtcTimeResponseDto(DateTimeOffset RequestReceptionTime, DateTimeOffset ResponseTransmissionTime);

public sealed record LogFileDto(DateTimeOffset DateCreated, DateTimeOffset DateModified, long Size, string Name);

public sealed record FontFileDto(string Name, long Size, DateTimeOffset DateCreated, DateTimeOffset DateModified);

public sealed record ClientLogDocumentResponseDto(string FileName);

public sealed record LibraryStorageDto(Guid Id, string Name, IReadOnlyList<FolderStorageDto> Folders);

public sealed record FolderStorageDto(string Path, long FreeSpace, long UsedSpace, string? StorageType, string? DeviceId);

/// <summary>How full the folders of the replica that answers are.</summary>
public sealed record SystemStorageDto(
    FolderStorageDto ProgramDataFolder,
    FolderStorageDto WebFolder,
    FolderStorageDto ImageCacheFolder,
    FolderStorageDto CacheFolder,
    FolderStorageDto LogFolder,
    FolderStorageDto InternalMetadataFolder,
    FolderStorageDto TranscodingTempFolder,
    IReadOnlyList<LibraryStorageDto> Libraries);
