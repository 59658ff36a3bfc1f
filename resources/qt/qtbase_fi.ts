<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fi_FI" sourcelanguage="en">
<context>
    <name>QFileDialog</name>
    <message><source>&amp;Look in:</source><translation>&amp;Lähde:</translation></message>
    <message><source>Files of &amp;type:</source><translation>&amp;Tiedostotyyppi:</translation></message>
</context>
<context>
    <name>QAbstractFileIconProvider</name>
    <message><source>Drive</source><translation>Asema</translation></message>
    <message><source>Folder</source><translation>Kansio</translation></message>
</context>
<context>
    <name>QPrintSettingsOutput</name>
    <message><source>Page &amp;Set:</source><translation>&amp;Sivujoukko:</translation></message>
    <message><source>Double Sided Printing</source><translation>Kaksipuolinen tulostus</translation></message>
    <message><source>Off</source><translation>Pois</translation></message>
    <message><source>Long side binding</source><translation>Käännä pitkä sivu</translation></message>
    <message><source>Short side binding</source><translation>Käännä lyhyt sivu</translation></message>
</context>
<context>
    <name>QPrintDialog</name>
    <message><source>Duplex Settings Conflicts</source><translation>Kaksipuolisen tulostuksen asetukset eivät sovi yhteen</translation></message>
    <message><source>There are conflicts in duplex settings. Do you want to fix them?</source><translation>Kaksipuolisen tulostuksen asetukset eivät sovi yhteen. Korjataanko ne?</translation></message>
</context>
<context>
    <name>QPrintPropertiesDialog</name>
    <message><source>Page Setup Conflicts</source><translation>Sivun asetukset eivät sovi yhteen</translation></message>
    <message><source>There are conflicts in page setup options. Do you want to fix them?</source><translation>Osa sivun asetuksista ei sovi yhteen. Korjataanko ne?</translation></message>
</context>
<context>
    <name>QCupsPrinterSupport</name>
    <message><source>Authentication Needed</source><translation>Kirjautuminen vaaditaan</translation></message>
    <message><source>Authentication needed to use %1.</source><translation>Tulostimen %1 käyttö vaatii kirjautumisen.</translation></message>
    <message><source>Authentication needed to use %1 on %2.</source><translation>Tulostimen %1 käyttö palvelimella %2 vaatii kirjautumisen.</translation></message>
    <message><source>Username:</source><translation>Käyttäjätunnus:</translation></message>
    <message><source>Password:</source><translation>Salasana:</translation></message>
</context>
<context>
    <name>Print Device Input Slot</name>
    <message><source>Automatic</source><translation>Automaattinen</translation></message>
</context>
<context>
    <name>Print Device Output Bin</name>
    <message><source>Automatic</source><translation>Automaattinen</translation></message>
</context>
</TS>
