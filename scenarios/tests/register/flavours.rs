//! The downloads of the register: all establishments with codes and names, or a search's results with
//! names alone.

use scenarios::{Register, read_register};
use sim::agent::{Grade, Phase};

use crate::made_up::{file, packed};

/// The header of the download of all establishments.
pub(crate) const BULK: &str = "\
URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (code),\
TypeOfEstablishment (name),EstablishmentTypeGroup (code),EstablishmentTypeGroup (name),\
EstablishmentStatus (code),EstablishmentStatus (name),ReasonEstablishmentOpened (code),\
ReasonEstablishmentOpened (name),OpenDate,ReasonEstablishmentClosed (code),\
ReasonEstablishmentClosed (name),CloseDate,PhaseOfEducation (code),PhaseOfEducation (name),\
StatutoryLowAge,StatutoryHighAge,Boarders (code),Boarders (name),NurseryProvision (name),\
OfficialSixthForm (code),OfficialSixthForm (name),Gender (code),Gender (name),\
ReligiousCharacter (code),ReligiousCharacter (name),ReligiousEthos (name),Diocese (code),\
Diocese (name),AdmissionsPolicy (code),AdmissionsPolicy (name),SchoolCapacity,\
SpecialClasses (code),SpecialClasses (name),CensusDate,NumberOfPupils,NumberOfBoys,\
NumberOfGirls,PercentageFSM,TrustSchoolFlag (code),TrustSchoolFlag (name),Trusts (code),\
Trusts (name),SchoolSponsorFlag (name),SchoolSponsors (name),FederationFlag (name),\
Federations (code),Federations (name),UKPRN,FEHEIdentifier,FurtherEducationType (name),\
OfstedLastInsp,OfstedSpecialMeasures (code),OfstedSpecialMeasures (name),LastChangedDate,Street,\
Locality,Address3,Town,County (name),Postcode,SchoolWebsite,TelephoneNum,HeadTitle (name),\
HeadFirstName,HeadLastName,HeadPreferredJobTitle,BSOInspectorateName (name),InspectorateReport,\
DateOfLastInspectionVisit,NextInspectionVisit,TeenMoth (name),TeenMothPlaces,CCF (name),\
SENPRU (name),EBD (name),PlacesPRU,FTProv (name),EdByOther (name),Section41Approved (name),\
SEN1 (name),SEN2 (name),SEN3 (name),SEN4 (name),SEN5 (name),SEN6 (name),SEN7 (name),SEN8 (name),\
SEN9 (name),SEN10 (name),SEN11 (name),SEN12 (name),SEN13 (name),TypeOfResourcedProvision (name),\
ResourcedProvisionOnRoll,ResourcedProvisionCapacity,SenUnitOnRoll,SenUnitCapacity,GOR (code),\
GOR (name),DistrictAdministrative (code),DistrictAdministrative (name),\
AdministrativeWard (code),AdministrativeWard (name),ParliamentaryConstituency (code),\
ParliamentaryConstituency (name),UrbanRural (code),UrbanRural (name),GSSLACode (name),Easting,\
Northing,MSOA (name),LSOA (name),InspectorateName (name),SENStat,SENNoStat,\
BoardingEstablishment (name),PropsName,PreviousLA (code),PreviousLA (name),\
PreviousEstablishmentNumber,OfstedRating (name),RSCRegion (name),Country (name),UPRN,SiteName,\
QABName (code),QABName (name),EstablishmentAccredited (code),EstablishmentAccredited (name),\
QABReport,CHNumber,MSOA (code),LSOA (code),FSM,AccreditationExpiryDate";

/// One row, cell by cell in quotation marks.
pub(crate) fn quoted(cells: &[&str]) -> String {
    let cells: Vec<String> =
        cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
    cells.join(",")
}

/// A text in code page 1252, as far as the tests need it.
pub(crate) fn cp1252(text: &str) -> Vec<u8> {
    let byte = |character: char| match character {
        '’' => 0x92,
        '‘' => 0x91,
        '–' => 0x96,
        other => u8::try_from(u32::from(other)).unwrap_or(b'?'),
    };
    text.chars().map(byte).collect()
}

/// What the made-up schools have in common, by column.
const COMMON: [(&str, &str); 15] = [
    ("LA (code)", "801"),
    ("LA (name)", "Bristol, City of"),
    ("TypeOfEstablishment (name)", "Community school"),
    ("EstablishmentTypeGroup (name)", "Local authority maintained schools"),
    ("EstablishmentStatus (name)", "Open"),
    ("PhaseOfEducation (name)", "Primary"),
    ("StatutoryLowAge", "4"),
    ("StatutoryHighAge", "11"),
    ("SchoolCapacity", "210"),
    ("NumberOfPupils", "200"),
    ("PercentageFSM", "12.5"),
    ("GOR (name)", "South West"),
    ("UrbanRural (name)", "(England/Wales) Urban city and town"),
    ("Easting", "360000"),
    ("Northing", "173000"),
];

/// What each row states beside or instead of that: schools of the model, then others.
const ROWS: [&[(&str, &str)]; 11] = [
    &[
        ("EstablishmentName", "St Chloë’s, \"Tide\""),
        ("OfstedRating (name)", "Special Measures"),
        ("MSOA (code)", "E02003012"),
        ("MSOA (name)", "Bristol 001"),
        ("FederationFlag (name)", "Supported by a federation"),
        ("Federations (code)", "77"),
        ("Federations (name)", "Tide Federation"),
        ("TrustSchoolFlag (name)", "Supported by a trust"),
        ("Trusts (code)", "9"),
        ("Trusts (name)", "A Foundation"),
    ],
    &[
        ("EstablishmentName", "Ebb Academy"),
        ("TypeOfEstablishment (name)", "Academy converter"),
        ("EstablishmentTypeGroup (name)", "Academies"),
        ("PhaseOfEducation (name)", "Secondary"),
        ("StatutoryLowAge", "11"),
        ("StatutoryHighAge", "18"),
        ("AdmissionsPolicy (name)", "Selective"),
        ("OfstedRating (name)", "Good"),
        ("MSOA (code)", "E02003099"),
        ("MSOA (name)", "Bristol 002"),
        ("TrustSchoolFlag (name)", "Supported by a multi-academy trust"),
        ("Trusts (code)", "5"),
        ("Trusts (name)", "Ebb Trust"),
    ],
    &[
        ("EstablishmentName", "Flood Free School"),
        ("TypeOfEstablishment (name)", "Free schools"),
        ("EstablishmentTypeGroup (name)", "Free Schools"),
        ("EstablishmentStatus (name)", "Open, but proposed to close"),
        ("MSOA (code)", "E02003012"),
        ("MSOA (name)", "Bristol 001"),
        ("NumberOfPupils", ""),
        ("TrustSchoolFlag (name)", "Supported by a single-academy trust"),
        ("Trusts (code)", "6"),
        ("Trusts (name)", "Flood Trust"),
    ],
    &[("EstablishmentStatus (name)", "Closed")],
    &[("EstablishmentStatus (name)", "Proposed to open")],
    &[
        ("TypeOfEstablishment (name)", "Other independent school"),
        ("EstablishmentTypeGroup (name)", "Independent schools"),
    ],
    &[
        ("TypeOfEstablishment (name)", "Community special school"),
        ("EstablishmentTypeGroup (name)", "Special schools"),
        ("PhaseOfEducation (name)", "Not applicable"),
    ],
    &[
        ("TypeOfEstablishment (name)", "Pupil referral unit"),
        ("PhaseOfEducation (name)", "Not applicable"),
    ],
    &[
        ("TypeOfEstablishment (name)", "Welsh establishment"),
        ("EstablishmentTypeGroup (name)", "Welsh schools"),
        ("GOR (name)", "Wales (pseudo)"),
    ],
    &[("PhaseOfEducation (name)", "16 plus")],
    &[("StatutoryLowAge", "2"), ("StatutoryHighAge", "4")],
];

/// The made-up schools with the columns of a header.
fn written(header: &[&str], trailing: &str) -> String {
    let mut text = format!("{}\r\n", quoted(header));
    for (number, own) in ROWS.iter().enumerate() {
        let urn = (100_000 + number).to_string();
        let stated = |name: &str| {
            let all = own.iter().chain(&COMMON);
            let found = all.clone().find(|(column, _)| *column == name);
            found.map_or("", |(_, cell)| *cell)
        };
        let cells: Vec<&str> = header
            .iter()
            .map(|name| if *name == "URN" { urn.as_str() } else { stated(name) })
            .collect();
        let end = if number % 2 == 0 { trailing } else { "" };
        text.push_str(&format!("{}{end}\r\n", quoted(&cells)));
    }
    text
}

/// The download of all establishments.
fn bulk() -> Vec<u8> {
    let header: Vec<&str> = BULK.split(',').collect();
    cp1252(&written(&header, ""))
}

/// The results of a search: no codes, and nameless cells at the end of some rows.
fn search() -> Vec<u8> {
    let header: Vec<&str> = BULK.split(',').filter(|name| !name.ends_with("(code)")).collect();
    cp1252(&written(&header, ",\"\",\"x\""))
}

fn read(name: &str, bytes: &[u8]) -> Register {
    let plain = read_register(file(name, bytes), None).unwrap_or_else(|error| panic!("{error}"));
    let gzip = read_register(file(&format!("{name}.gz"), packed(bytes)), None).unwrap();
    assert_eq!(plain, gzip);
    plain
}

#[test]
fn all_establishments_with_codes_give_the_schools_of_the_model() {
    let register = read("bulk.csv", &bulk());
    let counts: Vec<usize> =
        register.account.left_out.iter().map(|left_out| left_out.count).collect();
    assert_eq!(counts, [1, 1, 1, 3, 1, 1, 0, 0], "{}", register.account);
    let [chloe, ebb, flood] = &register.rows[..] else { panic!("{}", register.account) };
    assert_eq!((chloe.name.as_str(), chloe.authority), ("St Chloë’s, \"Tide\"", 801));
    assert_eq!([chloe.academy, ebb.academy, flood.academy], [false, true, true]);
    assert_eq!(
        [chloe.grade, ebb.grade, flood.grade],
        [Some(Grade::Inadequate), Some(Grade::Good), None]
    );
    assert_eq!(
        [chloe.neighbourhood, ebb.neighbourhood, flood.neighbourhood],
        [Some(0), Some(1), Some(0)]
    );
    assert!(ebb.selective && ebb.phase == Phase::Secondary);
    let groups: Vec<(Option<u32>, &str)> =
        register.groups.iter().map(|group| (group.code, group.name.as_str())).collect();
    assert_eq!(
        groups,
        [(Some(77), "Tide Federation"), (Some(5), "Ebb Trust"), (Some(6), "Flood Trust")]
    );
    let shown = register.account.to_string();
    assert!(shown.contains("means of what is stated: 200 pupils on roll, 210 places, 12.5% eli"));
    assert!(shown.contains("academies: 2, of which 0 without a trust"), "{shown}");
    assert!(shown.contains("multi-academy trusts: 1, with 1 schools"), "{shown}");
}

#[test]
fn the_results_of_a_search_give_the_same_schools() {
    let (all, found) = (read("bulk-again.csv", &bulk()), read("search.csv", &search()));
    assert_eq!(found.rows, all.rows);
    let kinds = |register: &Register| -> Vec<_> {
        register.groups.iter().map(|group| (group.name.clone(), group.kind)).collect()
    };
    assert_eq!(kinds(&found), kinds(&all));
    assert!(found.groups.iter().all(|group| group.code.is_none()), "no codes, no numbers");
    assert_eq!(found.account, all.account);
}

#[test]
fn an_authority_is_found_by_its_area_where_its_name_is_not_there() {
    let header: Vec<&str> = BULK.split(',').filter(|name| !name.starts_with("LA (")).collect();
    let text = written(&header, "");
    let area = header.iter().position(|name| *name == "GSSLACode (name)").unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let rows = reader.records().enumerate().map(|(at, record)| {
        let record = record.unwrap();
        let mut cells: Vec<&str> = record.iter().collect();
        if at > 0 {
            cells[area] = "E06000023";
        }
        quoted(&cells)
    });
    let text = rows.collect::<Vec<_>>().join("\r\n");
    let register = read("areas.csv", &cp1252(&text));
    assert!(register.rows.iter().all(|row| row.authority == 801));
}
