<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pl_PL" sourcelanguage="en">
<context>
    <name>QFileDialog</name>
    <message><source>&amp;Look in:</source><translation>&amp;Szukaj w:</translation></message>
    <message><source>Files of &amp;type:</source><translation>Pliki &amp;rodzaju:</translation></message>
</context>
<context>
    <name>QFileSystemModel</name>
    <message><source>&lt;b&gt;The name "%1" cannot be used.&lt;/b&gt;&lt;p&gt;Try using another name, with fewer characters or no punctuation marks.</source><translation>&lt;b&gt;Nie można użyć nazwy „%1”.&lt;/b&gt;&lt;p&gt;Spróbuj innej nazwy: krótszej lub bez znaków przestankowych.</translation></message>
</context>
<context>
    <name>QAbstractFileIconProvider</name>
    <message><source>Drive</source><translation>Dysk</translation></message>
    <message><source>Folder</source><translation>Folder</translation></message>
</context>
<context>
    <name>QDockWidget</name>
    <message><source>Closes the dock widget</source><translation>Zamyka panel</translation></message>
</context>
<context>
    <name>QPrintSettingsOutput</name>
    <message><source>Page &amp;Set:</source><translation>&amp;Zestaw stron:</translation></message>
    <message><source>Pages</source><translation>Strony</translation></message>
    <message><source>Double Sided Printing</source><translation>Drukowanie dwustronne</translation></message>
    <message><source>Off</source><translation>Wyłączone</translation></message>
    <message><source>Long side binding</source><translation>Odwracaj wzdłuż długiej krawędzi</translation></message>
    <message><source>Short side binding</source><translation>Odwracaj wzdłuż krótkiej krawędzi</translation></message>
    <message><source>Specify pages or ranges separated by commas. Ranges are specified by two numbers separated by a hyphen. E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9.</source><translation>Podaj strony lub zakresy oddzielone przecinkami. Zakres to dwie liczby połączone łącznikiem. Na przykład 3,5-7,9 drukuje strony 3, 5, 6, 7 i 9.</translation></message>
</context>
<context>
    <name>QPrintDialog</name>
    <message><source>Invalid Pages Definition</source><translation>Nieprawidłowe określenie stron</translation></message>
    <message><source>%1 does not follow the correct syntax. Please use ',' to separate ranges and pages, '-' to define ranges and make sure ranges do not intersect with each other.</source><translation>%1 nie jest prawidłowym określeniem stron. Oddziel strony i zakresy przecinkami, zakresy zapisz z łącznikiem i upewnij się, że zakresy się nie pokrywają.</translation></message>
    <message><source>Duplex Settings Conflicts</source><translation>Ustawienia druku dwustronnego są sprzeczne</translation></message>
    <message><source>There are conflicts in duplex settings. Do you want to fix them?</source><translation>Ustawienia druku dwustronnego są sprzeczne. Poprawić je?</translation></message>
</context>
<context>
    <name>QPrintPropertiesWidget</name>
    <message><source>Advanced</source><translation>Zaawansowane</translation></message>
    <message><source>There are conflicts in some options. Please fix them.</source><translation>Niektóre opcje są sprzeczne. Popraw je.</translation></message>
</context>
<context>
    <name>QPrintPropertiesDialog</name>
    <message><source>Page Setup Conflicts</source><translation>Ustawienia strony są sprzeczne</translation></message>
    <message><source>There are conflicts in page setup options. Do you want to fix them?</source><translation>Niektóre ustawienia strony są sprzeczne. Poprawić je?</translation></message>
    <message><source>Advanced Option Conflicts</source><translation>Opcje zaawansowane są sprzeczne</translation></message>
    <message><source>There are conflicts in some advanced options. Do you want to fix them?</source><translation>Niektóre opcje zaawansowane są sprzeczne. Poprawić je?</translation></message>
</context>
<context>
    <name>QCupsPrinterSupport</name>
    <message><source>Authentication Needed</source><translation>Wymagane logowanie</translation></message>
    <message><source>Authentication needed to use %1.</source><translation>Aby użyć drukarki %1, trzeba się zalogować.</translation></message>
    <message><source>Authentication needed to use %1 on %2.</source><translation>Aby użyć drukarki %1 na %2, trzeba się zalogować.</translation></message>
    <message><source>Username:</source><translation>Nazwa użytkownika:</translation></message>
    <message><source>Password:</source><translation>Hasło:</translation></message>
</context>
<context>
    <name>Print Device Input Slot</name>
    <message><source>Automatic</source><translation>Automatycznie</translation></message>
</context>
<context>
    <name>Print Device Output Bin</name>
    <message><source>Automatic</source><translation>Automatycznie</translation></message>
</context>
</TS>
