//! Registers: what becomes a school, what is left out, what is no register.

mod flavours;
mod groups;
mod made_up;
mod published;
mod refused;

use scenarios::read_register;
use sim::agent::{Phase, Region, Setting};

use made_up::{HEADER, packed, register, row, said, text};

#[test]
fn columns_are_found_by_name_and_every_cell_finds_its_field() {
    let register = register("one.csv", text(&[row(7, &[])]));
    let school = &register.rows[0];
    assert_eq!((school.urn, school.name.as_str()), (7, "Tide, St Mary's"));
    assert_eq!((school.phase, school.region), (Phase::Primary, Region::SouthWest));
    assert_eq!((school.low_age, school.high_age, school.authority), (4, 11, 878));
    assert_eq!((school.capacity, school.roll), (Some(210), Some(200)));
    assert_eq!((school.free_meals, school.place), (Some(0.125), Some((300.0, 100.0))));
    assert_eq!(school.setting, Some(Setting::Town));
}

#[test]
fn rows_outside_the_model_are_left_out_and_counted() {
    let rows = [
        row(1, &[]),
        row(2, &[(3, "Closed")]),
        row(3, &[(3, "Proposed to open")]),
        row(4, &[(3, "\"Open, but proposed to close\"")]),
        row(5, &[(4, "Not applicable")]),
        row(6, &[(5, "16"), (6, "19")]),
        row(7, &[(11, "Wales (pseudo)")]),
        row(1, &[]),
        "broken".to_owned(),
        row(8, &[(2, "x")]),
    ];
    let register = register("left-out.csv", text(&rows));
    let account = &register.account;
    assert_eq!((account.read, account.used), (10, 2));
    let counts: Vec<usize> = account.left_out.iter().map(|left_out| left_out.count).collect();
    assert_eq!(counts, [1, 1, 1, 0, 1, 1, 2, 1]);
    let shown = account.to_string();
    assert!(
        shown.contains(
            "10 rows read, 2 used\nleft out: 1 (closed; line 3)\nleft out: 1 (proposed to open; line 4)"
        ),
        "{shown}"
    );
    assert!(shown.contains("left out: 2 (damaged row; lines 10, 11)"), "{shown}");
}

#[test]
fn values_that_cannot_be_become_empty_and_are_counted() {
    let rows = [
        row(1, &[(7, "0"), (8, "0"), (9, "101"), (13, "1"), (14, "")]),
        row(2, &[(7, ""), (8, "10001"), (9, "SUPP"), (12, ""), (5, ""), (6, "")]),
        row(3, &[(5, "11"), (6, "4"), (4, "Secondary")]),
    ];
    let register = register("empty.csv", text(&rows));
    let (first, second, third) = (&register.rows[0], &register.rows[1], &register.rows[2]);
    assert_eq!(
        (first.capacity, first.roll, first.free_meals, first.place),
        (None, None, None, None)
    );
    assert_eq!((second.low_age, second.high_age, second.setting), (4, 11, None));
    assert_eq!((third.low_age, third.high_age), (11, 16));
    let shown = register.account.to_string();
    assert!(
        shown.contains("empty: 2 of SchoolCapacity (1 missing, 1 implausible, such as `0`)"),
        "{shown}"
    );
    assert!(
        shown.contains("empty: 2 of NumberOfPupils (0 missing, 2 implausible, such as `0`)"),
        "{shown}"
    );
    assert!(shown.contains("ages filled from the phase: 2"), "{shown}");
}

#[test]
fn settings_follow_the_region_and_the_kind_of_settlement() {
    let kinds = [
        ("London", "(England/Wales) Rural village", Setting::London),
        ("North West", "(England/Wales) Urban minor conurbation", Setting::MajorUrban),
        (
            "North West",
            "(England/Wales) Rural town and fringe in a sparse setting",
            Setting::RuralTown,
        ),
        ("North West", "(England/Wales) Rural village", Setting::Village),
        ("North West", "(England/Wales) Rural hamlet and isolated dwellings", Setting::Village),
        ("North West", "Smaller rural: Further from a major town or city", Setting::Village),
        ("North West", "Larger rural: Nearer to a major town or city", Setting::RuralTown),
    ];
    let rows: Vec<String> =
        (1..).zip(kinds).map(|(urn, kind)| row(urn, &[(11, kind.0), (12, kind.1)])).collect();
    let register = register("settings.csv", text(&rows));
    let found: Vec<Option<Setting>> = register.rows.iter().map(|row| row.setting).collect();
    let expected: Vec<Option<Setting>> = kinds.iter().map(|kind| Some(kind.2)).collect();
    assert_eq!(found, expected);
}

#[test]
fn gzip_windows_lines_old_encodings_and_trailing_cells_are_read() {
    let plain = text(&[row(1, &[]), row(2, &[])]);
    let expected = register("plain.csv", &plain);
    assert_eq!(register("packed.csv.gz", packed(plain.as_bytes())), expected);
    assert_eq!(register("named-otherwise.csv", packed(plain.as_bytes())), expected);
    assert_eq!(register("windows.csv", plain.replace('\n', "\r\n")), expected);
    assert_eq!(register("bom.csv", format!("\u{feff}{plain}")), expected);
    assert_eq!(register("ragged.csv", format!("{},,,\n", plain.trim_end())), expected);
    let old = text(&[row(1, &[(0, "Caf@ #")])]).replace('@', "\u{1}").replace('#', "\u{2}");
    let bytes: Vec<u8> = old
        .bytes()
        .map(|byte| match byte {
            1 => 0xe9,
            2 => 0x92,
            other => other,
        })
        .collect();
    assert_eq!(register("old.csv", bytes).rows[0].name, "Café ’");
}

#[test]
fn lines_are_counted_alike_whatever_ends_them() {
    let rows = [row(1, &[]), row(2, &[(3, "Closed")]), row(3, &[(0, "\"two\nlines\"")])];
    let plain = format!("{}\n\n{}\n", text(&rows), row(4, &[(3, "Closed")]));
    let expected = "left out: 2 (closed; lines 3, 8)";
    let shown = register("lines.csv", &plain).account.to_string();
    assert!(shown.contains(expected), "{shown}");
    let shown = register("lines-windows.csv", plain.replace('\n', "\r\n")).account.to_string();
    assert!(shown.contains(expected), "{shown}");
}

#[test]
fn a_file_that_is_no_register_is_told_what_it_lacks_and_has() {
    let said_of = said("other.csv", "URN,school,\"LA (code)\"\n1,2,3\n");
    assert!(said_of.contains("is no register of schools: it lacks EstablishmentName, PhaseOfEducation (name), StatutoryLowAge, StatutoryHighAge, GOR (name),"), "{said_of}");
    assert!(said_of.contains("its own columns are `URN`, `school`, `LA (code)`\n"), "{said_of}");
    assert!(said("one.csv.txt", "hello\nworld\n").contains("columns are `hello`"));
    let semicolons = said("semicolons.csv", text(&[row(1, &[])]).replace(',', ";"));
    assert!(semicolons.contains("must be separated by commas"), "{semicolons}");
    let long = said("long.csv", "x".repeat(5_000_000));
    assert!(long.len() < 1_000, "{long}");
    assert!(said("longer.csv", ",".repeat(2_000_000)).len() < 1_000);
}

#[test]
fn files_that_cannot_be_read_are_refused_in_words() {
    let whole = packed(text(&[row(1, &[])]).repeat(50).as_bytes());
    for (name, bytes, part) in [
        ("cut.gz", &whole[..whole.len() / 2], "damaged or cut short"),
        ("head.gz", &whole[..2], "damaged or cut short"),
        ("noise.gz", b"\x1f\x8bnonsense and more of it".as_slice(), "cannot be unpacked"),
        ("zip.csv", b"PK\x03\x04rest", "zip archive or a spreadsheet"),
        ("utf16.csv", b"\xff\xfeU\0R\0N\0", "UTF-16"),
        ("utf16-big.csv", b"\xfe\xff\0U\0R\0N", "UTF-16"),
        ("zero.csv", b"URN\0", "byte 3 is zero"),
        ("nothing.csv", b"", "is empty"),
        ("header.csv", HEADER.as_bytes(), "no rows"),
        ("space.csv", b"\n\n\n", "no register of schools"),
    ] {
        let said = said(name, bytes);
        assert!(said.contains(part), "{name}: {said}");
    }
    let folder = read_register(env!("CARGO_TARGET_TMPDIR"), None).unwrap_err().to_string();
    assert!(folder.contains("is a folder"), "{folder}");
    assert!(read_register("no/such.csv", None).unwrap_err().to_string().contains("cannot be read"));
}

#[test]
fn damage_is_fatal_only_beyond_half_of_the_rows() {
    let (good, bad) = (row(1, &[]), "a,b".to_owned());
    assert_eq!(register("half.csv", text(&[good.clone(), bad.clone()])).rows.len(), 1);
    let said_of = said("more.csv", text(&[good.clone(), bad.clone(), bad.clone()]));
    assert!(said_of.contains("2 of 3 rows cannot be read (lines 3, 4)"), "{said_of}");
    let said_of = said("none.csv", text(&[row(1, &[(3, "Closed")])]));
    assert!(said_of.contains("no school that the model can use\n1 rows read, 0 used"), "{said_of}");
    let rows: Vec<String> = (2..200).map(|urn| row(urn, &[])).collect();
    let open = text(&[good, row(1, &[(0, "\"open")]), rows.join("\n")]);
    assert!(
        said("open.csv", open.replace("\"Tide, St Mary's\"", "Tide"))
            .contains(":3: a quotation mark")
    );
}
