//! Files that are no register, or not what they seem.

use scenarios::read_register;

use crate::made_up::{HEADER, file, register, row, said, text};

/// Forty schools with these cells, by position in the header.
fn forty(cells: &[(usize, &str)]) -> String {
    let rows: Vec<String> = (1..=40).map(|urn| row(urn, cells)).collect();
    text(&rows)
}

#[test]
fn an_ofsted_file_and_a_file_of_groups_are_told_from_a_register() {
    let ofsted =
        "Web Link,URN,LAESTAB,School name,Ofsted phase,Overall effectiveness\na,1,2,b,c,1\n";
    let said_of = said("ofsted.csv", ofsted);
    assert!(said_of.contains("it looks like Ofsted's management information"), "{said_of}");
    assert!(said_of.contains("“Get information about schools”"), "{said_of}");
    assert!(said_of.contains("edubasealldata"), "{said_of}");
    let groups = "URN,Linked UID,Group Name,Group Type,EstablishmentName,PhaseOfEducation (name)\n";
    let said_of = said("groups.csv", groups);
    assert!(said_of.contains("it looks like a file of groups and their schools"), "{said_of}");
    let plain = file("plain-register.csv", text(&[row(1, &[])]));
    let said_of = read_register(&plain, Some(&plain)).unwrap_err().to_string();
    assert!(said_of.contains("it lacks Linked UID (or Group UID), Group Name, Group Type"));
    assert!(said_of.contains("it looks like the register of schools"), "{said_of}");
    let ofsted = read_register(&plain, Some(&file("ofsted-2.csv", ofsted))).unwrap_err();
    assert!(ofsted.to_string().contains("Ofsted's management information"), "{ofsted}");
    let empty = file("no-links.csv", "URN,Group UID,Group Name,Group Type\n");
    let said_of = read_register(&plain, Some(&empty)).unwrap_err().to_string();
    assert!(said_of.contains("no-links.csv` has a header but no rows"), "{said_of}");
}

#[test]
fn a_register_without_any_column_of_the_authority_lacks_it() {
    let header = HEADER.replace("LA (code)", "Council");
    let said_of = said("no-authority.csv", format!("{header}\n{}\n", row(1, &[])));
    assert!(said_of.contains("it lacks LA (code)\n"), "{said_of}");
}

#[test]
fn columns_of_numbers_that_cannot_be_are_refused_with_an_example() {
    for (cells, column, example, range) in [
        (&[(13, "180000"), (14, "530000")][..], "Easting", "`180000`", "of the school's authority"),
        (&[(13, "1"), (14, "2")], "Easting", "`1`", "lie between 80,000 and 660,000 (metres)"),
        (&[(9, "200"), (8, "12.5")], "NumberOfPupils", "`12.5`", "between 1 and 10,000 (pupils)"),
        (&[(8, "-200")], "NumberOfPupils", "`-200`", "between 1 and 10,000 (pupils)"),
        (&[(2, "2019")], "LA (code)", "`2019`", "be a local authority of England"),
        (&[(9, "101")], "PercentageFSM", "`101`", "lie between 0 and 100 (per cent)"),
        (&[(5, "11"), (6, "4")], "StatutoryLowAge", "`11`", "less than StatutoryHighAge"),
    ] {
        let said_of = said("swapped.csv", forty(cells));
        let expected =
            format!("40 of the 40 values of {column} are implausible, such as {example}");
        assert!(said_of.contains(&expected), "{said_of}");
        assert!(
            said_of.contains(range) && said_of.contains("are two columns swapped?"),
            "{said_of}"
        );
    }
}

#[test]
fn a_few_impossible_numbers_are_counted_and_left_empty() {
    let mut rows: Vec<String> = (10..50).map(|urn| row(urn, &[])).collect();
    rows.push(row(1, &[(8, "-5"), (9, "100.5"), (13, "999999")]));
    rows.push(row(2, &[(13, "560000"), (14, "190000")]));
    let register = register("few.csv", text(&rows));
    let (first, second) = (&register.rows[40], &register.rows[41]);
    assert_eq!((first.roll, first.free_meals, first.place), (None, None, None));
    assert_eq!(second.place, None, "a school of Devon lies in Kent");
    let shown = register.account.to_string();
    for part in [
        "empty: 1 of NumberOfPupils (0 missing, 1 implausible, such as `-5`)",
        "empty: 1 of PercentageFSM (0 missing, 1 implausible, such as `100.5`)",
        "empty: 2 of Easting (0 missing, 2 implausible, such as `999999`)",
    ] {
        assert!(shown.contains(part), "{shown}");
    }
}

#[test]
fn swapped_columns_whose_values_can_be_are_seen_in_the_means() {
    let shown = register("means.csv", forty(&[(7, "200"), (8, "900")])).account.to_string();
    assert!(shown.contains("900 pupils on roll, 200 places, 12.5% eligible"), "{shown}");
    assert!(shown.contains("more pupils than places: are two columns swapped?"), "{shown}");
}
