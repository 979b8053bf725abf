//! Where schools come from, and which of them a policy names.

use std::fs;
use std::path::{Path, PathBuf};

use scenarios::{Failure, Loaded, Overrides, changes, load, resolved_toml};
use sim::scenario::Source;

/// A register with a file of groups.
const REGISTER: &str =
    "[population]\nsource = \"register\"\nregister = \"all.csv\"\ngroup_links = \"links.csv\"\n";
/// A population file.
const FILE: &str = "[population]\nsource = \"file\"\nfile = \"england.population.parquet\"\n";

/// A policy with this condition.
fn policy(condition: &str) -> String {
    format!(
        "[[policy]]\nfrom = \"2027-autumn\"\nwhere.schools = {condition}\n\
         set = {{ \"accountability.stakes\" = 0.6 }}\n"
    )
}

/// This test's own folder.
fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("sources");
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn tried(name: &str, text: &str, sets: &[&str], flags: &Overrides) -> Result<Loaded, Failure> {
    let path = folder().join(name);
    fs::write(&path, text).unwrap();
    let sets: Vec<String> = sets.iter().map(|set| (*set).to_owned()).collect();
    load(path.to_str().unwrap(), &sets, flags)
}

fn loaded(name: &str, text: &str, sets: &[&str], flags: &Overrides) -> Loaded {
    tried(name, text, sets, flags).unwrap_or_else(|failure| panic!("{failure}"))
}

/// The scenario again, from its resolved text in another folder.
fn again(name: &str, first: &Loaded) -> Loaded {
    let deeper = folder().join("deeper");
    fs::create_dir_all(&deeper).unwrap();
    loaded(&format!("deeper/{name}"), &resolved_toml(first), &[], &Overrides::default())
}

#[test]
fn a_register_may_have_a_file_of_groups_beside_the_scenario() {
    let first = loaded("links.toml", REGISTER, &[], &Overrides::default());
    let Source::Register { path, group_links: Some(links) } = &first.scenario.population.source
    else {
        panic!("no register with groups")
    };
    assert_eq!(
        (Path::new(path), Path::new(links)),
        (folder().join("all.csv").as_path(), folder().join("links.csv").as_path())
    );
    assert_eq!(again("links.toml", &first).scenario.population, first.scenario.population);
    let said = changes(&first).join("\n");
    assert!(said.contains("all.csv and their trusts from"), "{said}");
}

#[test]
fn a_population_file_stands_beside_the_scenario_and_brings_its_own_schools() {
    let first = loaded("file.toml", FILE, &[], &Overrides::default());
    let Source::File(path) = &first.scenario.population.source else { panic!("no file") };
    assert_eq!(Path::new(path), folder().join("england.population.parquet"));
    let resolved = resolved_toml(&first);
    assert!(!resolved.contains("schools ="), "{resolved}");
    assert_eq!(again("file.toml", &first).scenario.population, first.scenario.population);
    assert!(changes(&first)[0].starts_with("takes its schools from the population file "));
}

#[test]
fn a_source_that_is_stated_anew_leaves_the_former_one_behind() {
    let picked = "[population]\nschools = 300\nregions = [\"London\"]\n";
    loaded("picked.toml", picked, &[], &Overrides::default());
    let text = format!("extends = \"picked.toml\"\n{FILE}");
    let file = loaded("over-picked.toml", &text, &[], &Overrides::default());
    assert!(file.scenario.population.regions.is_empty());
    let back = ["population.source=synthetic"];
    let synthetic = loaded("over-picked.toml", &text, &back, &Overrides::default());
    assert_eq!(synthetic.scenario.population.source, Source::Synthetic);
    assert_eq!(synthetic.scenario.population.schools, 20_200);
    loaded("links-below.toml", REGISTER, &[], &Overrides::default());
    let text = format!("extends = \"links-below.toml\"\n{FILE}");
    let file = loaded("over-register.toml", &text, &[], &Overrides::default());
    assert!(matches!(file.scenario.population.source, Source::File(_)));
}

#[test]
fn options_name_the_groups_and_the_population_file() {
    let links = Some(PathBuf::from("other-links.csv"));
    let flags = Overrides { group_links: links.clone(), ..Overrides::default() };
    let over = loaded("links-over.toml", REGISTER, &[], &flags);
    assert!(matches!(&over.scenario.population.source,
        Source::Register { path, group_links: Some(links) }
            if path.ends_with("all.csv") && links.ends_with("other-links.csv")));
    assert_eq!(over.origins.of("population.group_links").to_string(), "--group-links");
    let flags = Overrides { register: Some("r.csv".into()), group_links: links, ..flags };
    let both = load("england", &[], &flags).unwrap();
    assert!(matches!(
        both.scenario.population.source,
        Source::Register { group_links: Some(_), .. }
    ));
    let flags = Overrides { population: Some("p.parquet".into()), ..Overrides::default() };
    let file = loaded("file-over.toml", REGISTER, &[], &flags);
    assert!(
        matches!(&file.scenario.population.source, Source::File(path) if path.ends_with("p.parquet"))
    );
    assert_eq!(file.origins.of("population.source").to_string(), "--population");
}

#[test]
fn options_that_do_not_fit_the_source_are_refused() {
    let groups = Overrides { group_links: Some("links.csv".into()), ..Overrides::default() };
    let said = load("england", &[], &groups).unwrap_err().to_string();
    assert!(said.contains("needs a register, but the schools are synthetic"), "{said}");
    let schools = Overrides { schools: Some(30), ..Overrides::default() };
    let said = tried("file-schools.toml", FILE, &[], &schools).unwrap_err().to_string();
    assert!(said.contains("`--schools` is given, but the schools come from a population file"));
    let file = Overrides { population: Some("p.parquet".into()), ..Overrides::default() };
    let text = "[population]\nregions = [\"London\"]\n";
    let said = tried("file-regions.toml", text, &[], &file).unwrap_err().to_string();
    assert!(said.contains("leave the regions out"), "{said}");
}

#[test]
fn a_policy_names_schools_by_number_or_in_a_file_beside_the_scenario() {
    let lists = [
        ("plain.txt", "# the pilot\n100008\r\n\r\n100000 # twice\n100000\n"),
        ("table.csv", "\u{feff}\"name\",\"urn\"\n\"A, B\",\"100008\"\n# left out\nC,100000\n"),
        ("one-column.csv", "URN\n100008\n100000"),
    ];
    let inline = format!("{REGISTER}{}", policy("[100008, 100000, 100008]"));
    let expected = loaded("named.toml", &inline, &[], &Overrides::default()).scenario.policies;
    assert_eq!(expected[0].reach.schools, [100_000, 100_008]);
    for (name, text) in lists {
        fs::write(folder().join(name), text).unwrap();
        let text = format!("{REGISTER}{}", policy(&format!("\"{name}\"")));
        let found = loaded(&format!("{name}.toml"), &text, &[], &Overrides::default());
        assert_eq!(found.scenario.policies, expected, "{name}");
        fs::remove_file(folder().join(name)).unwrap();
        assert_eq!(again(&format!("{name}.toml"), &found).scenario.policies, expected);
        let said = changes(&found).join("\n");
        assert!(said.contains("for 2 named schools: raises accountability.stakes"), "{said}");
    }
}

#[test]
fn a_list_of_schools_that_is_no_text_or_too_long_is_refused() {
    let files: [(&str, Vec<u8>, &str); 4] = [
        ("long.csv", vec![b'1'; (1 << 20) + 1], "has more than 1 MiB"),
        ("sheet.csv", b"PK\x03\x04".to_vec(), "a zip archive or a spreadsheet"),
        ("wide.csv", b"\xff\xfe1\x000\x00".to_vec(), "UTF-16"),
        ("row.csv", b"100000,100008".to_vec(), "it starts with `100000`, `100008`"),
    ];
    for (name, bytes, part) in files {
        fs::write(folder().join(name), bytes).unwrap();
        let text = format!("{REGISTER}{}", policy(&format!("\"{name}\"")));
        let failure = tried(&format!("{name}.toml"), &text, &[], &Overrides::default());
        let said = failure.unwrap_err().to_string();
        assert!(said.contains(part) && said.contains(name), "{said}");
    }
}

#[test]
fn policies_for_different_schools_may_set_one_lever() {
    let text = format!("{REGISTER}{}{}", policy("[100000]"), policy("[100008, 100009]"));
    assert_eq!(loaded("apart.toml", &text, &[], &Overrides::default()).scenario.policies.len(), 2);
}
