//! A sample from one replicate of a run.

use std::collections::BTreeSet;

use sim::population::Population;
use sim::records::{NationRow, NationRows, Records, SchoolRow, SchoolRows};

use super::sample::{Leavers, Sample, School, Visit, Year, grade_of};
use crate::convention::{Cell, Stage, progress};

/// Years at the end of which schools are kept, the most that a statistic looks at: the window of four,
/// and five before it for the longest lag (or, for a change of head, three years of the new head and two
/// before her). Earlier years keep the nation, which is what standing still is judged by, and the visits
/// of inspectors.
const KEPT: usize = 9;

impl Sample {
    /// The sample of one replicate: the schools of its population and what it recorded.
    ///
    /// Progress is reckoned anew from the measured results of both groups (K3), over all schools with
    /// results. Rows of schools that the population does not have are left out, and so are schools
    /// before the last nine years but for their visits: no statistic looks at them, and they would fill
    /// the memory. Paired runs are the caller's to add.
    pub fn of_run(population: &Population, records: &Records) -> Self {
        let schools = &population.schools;
        let school = |i: usize| School {
            phase: schools.phase[i],
            low_age: schools.ages[i].low,
            high_age: schools.ages[i].high,
            region: schools.region[i],
            authority: u32::from(schools.authority[i].0),
            neighbourhood: Some(schools.neighbourhood[i].0),
            setting: Some(schools.setting[i]),
            place: Some((schools.place[i].easting, schools.place[i].northing)),
            capacity: Some(f64::from(schools.capacity[i].0)),
            free_meals: Some(schools.free_meals[i].0),
            selective: schools.selective[i].0,
            trust: schools.group[i].0.filter(|_| schools.governance[i].is_academy()),
        };
        Self {
            schools: (0..population.len()).map(school).collect(),
            years: years(records, population.len()),
            visits: visits(&records.schools, population.len()),
            federations: federations(records),
            effects: None,
        }
    }
}

/// Groups that were federations when they were first recorded, with two schools or more.
fn federations(records: &Records) -> BTreeSet<u32> {
    let groups = &records.groups;
    let federation = |at: &usize| groups.kind[*at] == 0;
    (0..groups.group.len()).filter(federation).map(|at| groups.group[at] as u32).collect()
}

/// The recorded years, ascending: those of the nation's rows.
fn years(records: &Records, schools: usize) -> Vec<Year> {
    let mut named = records.nation.school_year.clone();
    named.sort_unstable();
    named.dedup();
    let first_kept = named.len().saturating_sub(KEPT);
    let mut years: Vec<Year> =
        named.iter().map(|year| Year { year: *year, ..Year::default() }).collect();
    years[first_kept..].iter_mut().for_each(|year| year.rows = vec![None; schools]);
    let place = |year: i64| named.binary_search(&year).ok();
    for row in 0..records.nation.term.len() {
        if let Some(at) = place(records.nation.school_year[row]) {
            years[at].nation.push(nation_row(&records.nation, row));
        }
    }
    for row in 0..records.schools.school_id.len() {
        let school = records.schools.school_id[row] as usize;
        if let Some(at) = place(records.schools.school_year[row])
            && let Some(slot) = years[at].rows.get_mut(school)
        {
            *slot = Some(school_row(&records.schools, row));
        }
    }
    for year in &mut years[first_kept..] {
        year.at_11 = leavers(records, year.year, Stage::Primary, schools);
        year.at_16 = leavers(records, year.year, Stage::Secondary, schools);
    }
    years
}

/// The graded visits of all recorded years, school by school.
fn visits(rows: &SchoolRows, schools: usize) -> Vec<Visit> {
    let of = |at: usize| {
        let grade = grade_of(rows.visit_grade[at])?;
        let school = rows.school_id[at] as usize;
        (school < schools).then(|| Visit { school, year: rows.school_year[at], grade })
    };
    let mut visits: Vec<Visit> = (0..rows.school_id.len()).filter_map(of).collect();
    visits.sort_unstable_by_key(|visit| (visit.school, visit.year));
    visits
}

/// Leavers of every school at the end of a stage in one year.
fn leavers(records: &Records, year: i64, stage: Stage, schools: usize) -> Vec<Option<Leavers>> {
    let results = &records.results;
    let mut cells: Vec<Option<[Cell; 2]>> = vec![None; schools];
    for row in 0..results.school_id.len() {
        if results.school_year[row] != year || results.age[row] != stage.age() {
            continue;
        }
        if let Some(slot) = cells.get_mut(results.school_id[row] as usize) {
            let disadvantaged = Cell {
                pupils: results.pupils_disadvantaged[row],
                attainment: results.measured_disadvantaged[row],
                prior: results.prior_disadvantaged[row],
            };
            let other = Cell {
                pupils: results.pupils_other[row],
                attainment: results.measured_other[row],
                prior: results.prior_other[row],
            };
            *slot = Some([disadvantaged, other]);
        }
    }
    let progress = progress(&cells);
    cells.into_iter().zip(progress).map(|(cells, p)| Some(of_cells(cells?, p))).collect()
}

/// Both groups of one school together.
fn of_cells(groups: [Cell; 2], progress: Option<f64>) -> Leavers {
    let pupils: f64 = groups.iter().map(|cell| cell.pupils).sum();
    let total: f64 = groups.iter().map(|cell| cell.pupils * cell.attainment).sum();
    let attainment = (pupils > 0.0).then(|| total / pupils);
    Leavers { pupils, attainment, progress, groups: Some(groups) }
}

/// What the statistics read of a school's row.
fn school_row(rows: &SchoolRows, at: usize) -> SchoolRow {
    SchoolRow {
        school_id: rows.school_id[at],
        school_year: rows.school_year[at],
        roll: rows.roll[at],
        disadvantaged: rows.disadvantaged[at],
        teachers: rows.teachers[at],
        staff_expertise: rows.staff_expertise[at],
        strain: rows.strain[at],
        left: rows.left[at],
        moved: rows.moved[at],
        vacant: rows.vacant[at],
        climate: rows.climate[at],
        practice: rows.practice[at],
        first_preferences: rows.first_preferences[at],
        offers: rows.offers[at],
        offers_elsewhere: rows.offers_elsewhere[at],
        head_years: rows.head_years[at],
        partners: rows.partners[at],
        working_partners: rows.working_partners[at],
        tie_trust: rows.tie_trust[at],
        tie_km: rows.tie_km[at],
        head_is_first_time: rows.head_is_first_time[at],
        head_is_interim: rows.head_is_interim[at],
        income_gbp: rows.income_gbp[at],
        balance_share: rows.balance_share[at],
        group: rows.group[at],
        grade: rows.grade[at],
        visit_grade: rows.visit_grade[at],
        years_since_visit: rows.years_since_visit[at],
        ..SchoolRow::default()
    }
}

/// What the statistics read of the nation's row.
fn nation_row(rows: &NationRows, at: usize) -> NationRow {
    NationRow {
        term: rows.term[at],
        school_year: rows.school_year[at],
        staff_expertise: rows.staff_expertise[at],
        strain: rows.strain[at],
        partners: rows.partners[at],
        tie_trust: rows.tie_trust[at],
        moves_inside_ratio: rows.moves_inside_ratio[at],
        climate: rows.climate[at],
        practice: rows.practice[at],
        attainment_11: rows.attainment_11[at],
        attainment_16: rows.attainment_16[at],
        gap_5: rows.gap_5[at],
        gap_11: rows.gap_11[at],
        gap_16: rows.gap_16[at],
        leaving_rate: rows.leaving_rate[at],
        leaving_rate_year_1: rows.leaving_rate_year_1[at],
        leaving_rate_years_2_3: rows.leaving_rate_years_2_3[at],
        leaving_rate_years_4_5: rows.leaving_rate_years_4_5[at],
        classroom_sd: rows.classroom_sd[at],
        classroom_sd_within: rows.classroom_sd_within[at],
        experience_gain: rows.experience_gain[at],
        first_preference_met_primary: rows.first_preference_met_primary[at],
        first_preference_met_secondary: rows.first_preference_met_secondary[at],
        nearest_is_first_choice: rows.nearest_is_first_choice[at],
        ..NationRow::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim::agent::Grade;
    use sim::records::ResultRow;

    fn records() -> Records {
        let mut records = Records::default();
        for (term, year) in [(0, 2027), (1, 2027), (2, 2027), (3, 2028)] {
            let gap_5 = (term == 2).then_some(0.3);
            let row = NationRow { term, school_year: year, gap_5, ..NationRow::default() };
            records.nation.push(row);
        }
        for (school_id, school_year) in [(0, 2027), (1, 2027), (9, 2027), (1, 2029)] {
            let row = SchoolRow { school_id, school_year, roll: 90, ..SchoolRow::default() };
            records.schools.push(row);
        }
        let result = ResultRow {
            school_id: 1,
            school_year: 2027,
            age: 11,
            pupils_disadvantaged: 10.0,
            pupils_other: 30.0,
            measured_disadvantaged: -0.2,
            measured_other: 0.2,
            ..ResultRow::default()
        };
        records.results.push(result);
        records
    }

    #[test]
    fn rows_find_their_school_and_year_and_strays_are_left_out() {
        let years = years(&records(), 2);
        assert_eq!(years.iter().map(|year| year.year).collect::<Vec<_>>(), [2027, 2028]);
        assert_eq!((years[0].nation.len(), years[0].yearly(|row| row.gap_5)), (3, Some(0.3)));
        assert!(years[0].row(0).is_some() && years[0].row(1).is_some());
        assert!(years[1].row(1).is_none());
    }

    #[test]
    fn leavers_of_both_groups_stand_together_with_their_progress() {
        let years = years(&records(), 2);
        let leavers = years[0].at_11[1].unwrap();
        assert_eq!(leavers.pupils, 40.0);
        assert!((leavers.attainment.unwrap() - 0.1).abs() < 1e-12);
        assert_eq!(leavers.progress, Some(0.0), "the only school is the nation");
        assert!(years[0].at_11[0].is_none() && years[0].at_16[1].is_none());
    }

    #[test]
    fn schools_are_kept_for_the_last_years_and_the_nation_for_all() {
        let mut records = Records::default();
        for school_year in 2027..2047 {
            records.nation.push(NationRow { school_year, ..NationRow::default() });
            records.schools.push(SchoolRow { school_year, ..SchoolRow::default() });
        }
        let years = years(&records, 1);
        assert!(years.iter().all(|year| year.nation.len() == 1));
        assert_eq!(years.iter().filter(|year| year.row(0).is_some()).count(), KEPT);
        assert!(years[19].row(0).is_some());
    }

    #[test]
    fn visits_of_all_years_stand_school_by_school() {
        let mut rows = SchoolRows::default();
        for (school_id, school_year, visit_grade) in
            [(1, 2027, 3), (0, 2027, 0), (9, 2027, 4), (0, 2028, 1), (1, 2045, 2)]
        {
            rows.push(SchoolRow { school_id, school_year, visit_grade, ..SchoolRow::default() });
        }
        let visit = |school, year, grade| Visit { school, year, grade };
        let expected = [
            visit(0, 2028, Grade::Outstanding),
            visit(1, 2027, Grade::RequiresImprovement),
            visit(1, 2045, Grade::Good),
        ];
        assert_eq!(visits(&rows, 2), expected);
    }

    #[test]
    fn a_run_that_recorded_nothing_has_no_years() {
        assert!(years(&Records::default(), 3).is_empty());
    }
}
