//! The generated pages are those that the code would write now, and `explain` answers.

use std::fs;
use std::path::{Path, PathBuf};

use scenarios::{Overrides, language_page, load, parameters_page, schema, timetable_page};
use sim::catalogue::catalogue;
use sim::process::TIMETABLE;
use sim::scenario::Scenario;
use toml::de::DeTable;

/// The explanation of a word in the baseline.
fn explain(word: &str) -> Result<String, scenarios::UnknownName> {
    scenarios::explain(word, &load("england", &[], &Overrides::default()).unwrap())
}

fn docs(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs").join(name)
}

/// Compares a page of the documentation with what the code says; writes it when asked to.
fn is_current(name: &str, generated: &str) {
    let path = docs(name);
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&path, generated).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == generated,
        "docs/{name} is not what the code says now: write it anew with\n\
         UPDATE_SNAPSHOTS=1 cargo test -p risingtide-scenarios --test reference"
    );
}

#[test]
fn the_page_of_parameters_is_current() {
    is_current("parameters.md", &parameters_page());
}

#[test]
fn the_page_of_the_timetable_is_current() {
    is_current("timetable.md", &timetable_page());
}

#[test]
fn the_page_of_the_language_is_current() {
    is_current("scenario.md", &language_page());
}

#[test]
fn the_schema_is_current() {
    is_current("../scenarios/schema.json", &schema());
}

#[test]
fn every_number_has_its_own_part_of_the_page() {
    let page = parameters_page();
    for entry in catalogue() {
        assert_eq!(page.matches(&format!("#### `{}`", entry.path)).count(), 1, "{}", entry.path);
        assert!(page.contains(entry.sentence), "{}", entry.path);
    }
}

#[test]
fn explain_answers_for_every_number_driver_process_and_the_timetable_in_eighty_columns() {
    let mut words = vec!["timetable", "intake", "capacity"];
    words.extend(catalogue().iter().map(|entry| entry.path));
    words.extend(TIMETABLE.iter().map(|process| process.name));
    for word in words {
        let text = explain(word).unwrap();
        assert!(text.ends_with('\n'), "{word}");
        for line in text.lines() {
            assert!(line.chars().count() <= 80, "{word}: {line}");
            assert_eq!(line, line.trim_end(), "{word}");
        }
    }
}

#[test]
fn explain_says_what_a_lever_means_where_it_comes_from_and_who_reads_it() {
    let text = explain("capacity.peer_observation").unwrap();
    assert_eq!(
        text,
        "capacity.peer_observation (lever)\n  \
         meaning    How far teachers regularly watch one another teach without a\n             \
         judgement, from today's practice (0) to all of them (1).\n  \
         value      0 share: the default, in england\n  \
         default    0 share\n  \
         bounds     0 to 1\n  \
         prior      anywhere from 0 to 1\n  \
         source     `peer-obs-published` in docs/evidence.toml\n  \
         certainty  B: one good study\n  \
         expected   between no gain and a small one: two readings of the same trial\n             \
         disagree (never a requirement)\n  \
         level      0 at capacity.level = 0, 1 at 1\n  \
         read by    learning\n  \
         set in     joint-practice-development\n"
    );
    let text = explain("strain.pressure").unwrap();
    assert!(text.contains("set in     no built-in scenario\n"), "{text}");
}

#[test]
fn explain_shows_the_value_of_a_scenario_who_set_it_and_what_scales_it() {
    let sets = ["mechanisms.peer_learning=2".to_owned()];
    let loaded = load("balanced", &sets, &Overrides::default()).unwrap();
    let stakes = scenarios::explain("accountability.stakes", &loaded).unwrap();
    assert!(stakes.contains("value      0.4 share: built-in balanced:"), "{stakes}");
    assert!(stakes.contains("set in     accountability-dominant, balanced, "), "{stakes}");
    let learning = scenarios::explain("learning.peer_learning", &loaded).unwrap();
    for part in [
        "value      0.05 share a year: the default, in balanced",
        "in force   0.1 once mechanisms are scaled",
        "scaled by  mechanisms.peer_learning",
    ] {
        assert!(learning.contains(part), "{learning}");
    }
}

#[test]
fn explain_answers_for_every_key_level_and_mechanism() {
    let keys = ["title", "run.years", "policy.where.share", "competition.level", "buffering"];
    let tables = ["mechanisms", "mechanisms.buffering", "uncertainty", "policy", "run"];
    for word in keys.into_iter().chain(tables) {
        let text = explain(word).unwrap();
        assert!(text.contains(word.rsplit('.').next().unwrap()), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    }
}

#[test]
fn explain_lists_the_numbers_of_a_driver() {
    let text = explain("nation").unwrap();
    assert_eq!(
        text,
        "nation\n\n  \
         nation.lost_weeks = 0 (weeks a year)\n      \
         Weeks of teaching lost in a year to a common shock, such as closed\n      \
         schools.\n"
    );
}

#[test]
fn explain_tells_the_timetable_in_order() {
    let text = explain("timetable").unwrap();
    let places: Vec<usize> = TIMETABLE
        .iter()
        .enumerate()
        .map(|(at, process)| text.find(&format!("{}. {} (", at + 1, process.name)).unwrap())
        .collect();
    assert!(places.is_sorted());
}

#[test]
fn explain_offers_the_nearest_names() {
    let message = explain("accountability.staeks").unwrap_err().to_string();
    assert_eq!(
        message,
        "`accountability.staeks` is no key, lever, parameter, mechanism, driver or process\n  \
         nearest: `accountability.stakes`"
    );
    let message = explain("zebra").unwrap_err().to_string();
    assert!(message.contains("timetable"), "{message}");
}

#[test]
fn the_baseline_of_the_library_is_the_models_own_default() {
    let loaded = load("england", &[], &Overrides::default()).unwrap().scenario;
    let own = Scenario::default();
    let named = Scenario {
        name: loaded.name.clone(),
        title: loaded.title.clone(),
        summary: loaded.summary.clone(),
        ..own
    };
    assert_eq!(loaded, named);
}

#[test]
fn every_source_says_who_what_and_how_sure() {
    let text = fs::read_to_string(docs("evidence.toml")).unwrap();
    let table = DeTable::parse(&text).unwrap();
    assert!(table.get_ref().len() > 20);
    for (key, entry) in table.get_ref() {
        let entry = entry.get_ref().as_table().unwrap();
        let text_of = |name: &str| {
            entry.get(name).and_then(|value| value.get_ref().as_str()).unwrap_or_default()
        };
        for name in ["citation", "take"] {
            assert!(text_of(name).ends_with(['.', '?']), "{}: {name}", key.get_ref());
        }
        assert!(["A", "B", "C"].contains(&text_of("sure")), "{}: sure", key.get_ref());
        let link = text_of("link");
        assert!(link.is_empty() || link.starts_with("https://"), "{}: {link}", key.get_ref());
        for (name, _) in entry {
            assert!(
                ["citation", "link", "take", "sure"].contains(&name.get_ref().as_ref()),
                "{name:?}"
            );
        }
    }
}
