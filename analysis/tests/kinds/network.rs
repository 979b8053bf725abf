//! Invented networks of one authority.

use analysis::chart::network::{End, Network, School, Tie, TieNames};

const TRUSTS: [&str; 3] = ["Harbour Trust", "Moorland Trust", "Vale Trust"];

/// So many schools in so many trusts, scattered by a rule, each tied to the next and some further on.
pub(crate) fn authority(schools: usize, trusts: usize) -> Network {
    let place = |i: usize| ((i * 37 % 101) as f64 * 0.4, (i * 61 % 89) as f64 * 0.35);
    let one = |i: usize| School {
        place: place(i),
        pupils: 60.0 + (i * 53 % 17) as f64 * 40.0,
        group: (i % 5 < trusts).then_some(i % 5),
        alone: i % 11 == 10,
        name: (i % 20 == 3 && i < 60).then(|| format!("School {i}")),
    };
    let tie = |from: usize, step: usize| Tie {
        from,
        to: End::School((from + step) % schools),
        formal: step == 5,
        idle: from % 4 == 1,
    };
    let inside = (0..schools).flat_map(|i| [tie(i, 5), tie(i, 3)]);
    let inside = inside.filter(|tie| tie.to != End::School(tie.from));
    let outside = (0..schools).step_by(9).map(|from| Tie {
        from,
        to: End::Outside((-20.0, from as f64)),
        formal: false,
        idle: false,
    });
    Network {
        title: "Which schools hold one authority’s network together?".to_owned(),
        subtitle: "Schools of one authority in 2030/31, where they stand. Marker area: pupils."
            .to_owned(),
        alt: "Map of the schools of one authority and the ties between them.".to_owned(),
        source: super::source(),
        groups: TRUSTS.iter().take(trusts).map(|name| (*name).to_owned()).collect(),
        group_heading: "Trust and number of schools".to_owned(),
        ungrouped: "No trust".to_owned(),
        tie_names: TieNames {
            heading: "Ties".to_owned(),
            formal: "Agreed or in one trust".to_owned(),
            informal: "Informal".to_owned(),
            idle: "In name only".to_owned(),
            outside: "Out of the area".to_owned(),
        },
        alone: "No working partner".to_owned(),
        schools: (0..schools).map(one).collect(),
        ties: inside.chain(outside).collect(),
    }
}
