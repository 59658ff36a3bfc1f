; The installer for Windows, for Inno Setup 6.3 or newer. NOT TRIED YET: no Windows was at hand.
; Made as packaging/README.md says: first PyInstaller, then this file. Nobody needs to be an administrator.

#define AppId "SmallCRM.SmallCRM"
#define Version "0.1.0"
#define Built "..\..\dist\smallcrm"

[Setup]
AppId={#AppId}
AppName=SmallCRM
AppVersion={#Version}
AppVerName=SmallCRM {#Version}
AppPublisher=The SmallCRM founders
VersionInfoVersion={#Version}
DefaultDirName={autopf}\SmallCRM
DisableProgramGroupPage=yes
DisableDirPage=auto
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
OutputDir=..\..\dist
OutputBaseFilename=smallcrm-{#Version}-setup
SetupIconFile=..\..\resources\app\smallcrm.ico
UninstallDisplayIcon={app}\smallcrm.exe
LicenseFile=..\..\LICENSE
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes
CloseApplications=yes
RestartApplications=no
ShowLanguageDialog=auto

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "fi"; MessagesFile: "compiler:Languages\Finnish.isl"
Name: "nb"; MessagesFile: "compiler:Languages\Norwegian.isl"
Name: "pl"; MessagesFile: "compiler:Languages\Polish.isl"

[CustomMessages]
en.ShopFile=SmallCRM shop file
fi.ShopFile=SmallCRM-liikkeen tiedosto
nb.ShopFile=SmallCRM-butikkfil
pl.ShopFile=Plik sklepu SmallCRM
en.DataStays=Your customers stay on this computer, in %1. Installing SmallCRM again finds them.
fi.DataStays=Asiakastietosi jäävät tähän tietokoneeseen, kansioon %1. Kun asennat SmallCRM:n uudelleen, se löytää ne.
nb.DataStays=Kundene dine blir liggende på denne maskinen, i %1. Installerer du SmallCRM på nytt, finner det dem igjen.
pl.DataStays=Dane klientów pozostają na tym komputerze, w folderze %1. Po ponownej instalacji SmallCRM je odnajdzie.

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; GroupDescription: "{cm:AdditionalIcons}"

[Files]
; What an older version left behind in its own folder must not be loaded by the newer one: see [InstallDelete].
Source: "{#Built}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[InstallDelete]
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{autoprograms}\SmallCRM"; Filename: "{app}\smallcrm.exe"; AppUserModelID: "{#AppId}"
Name: "{autodesktop}\SmallCRM"; Filename: "{app}\smallcrm.exe"; AppUserModelID: "{#AppId}"; Tasks: desktopicon

[Registry]
; HKA: for this person alone, or for everybody when an administrator chose so.
; What the settings wrote to start with the computer goes with the program.
Root: HKCU; Subkey: "Software\Microsoft\Windows\CurrentVersion\Run"; ValueType: none; ValueName: "SmallCRM"; Flags: uninsdeletevalue dontcreatekey
Root: HKA; Subkey: "Software\Classes\.smallcrm"; ValueType: string; ValueData: "SmallCRM.Shop"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\SmallCRM.Shop"; ValueType: string; ValueData: "{cm:ShopFile}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\SmallCRM.Shop\DefaultIcon"; ValueType: string; ValueData: "{app}\smallcrm.exe,0"
Root: HKA; Subkey: "Software\Classes\SmallCRM.Shop\shell\open\command"; ValueType: string; ValueData: """{app}\smallcrm.exe"" --shop ""%1"""

[Run]
Filename: "{app}\smallcrm.exe"; Description: "{cm:LaunchProgram,SmallCRM}"; Flags: nowait postinstall skipifsilent

[Code]
procedure CurUninstallStepChanged(Step: TUninstallStep);
begin
  if (Step = usDone) and not UninstallSilent then
    MsgBox(FmtMessage(CustomMessage('DataStays'), [ExpandConstant('{localappdata}\smallcrm')]), mbInformation, MB_OK);
end;
