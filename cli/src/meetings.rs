//! Policies that reached nobody, or came to set one lever on the same schools, while a run went on.

use analysis::store::policy_columns;
use analysis::table::Values;

use crate::problem::Problem;

/// A sentence for each policy that reached no school at all, and for each that took over levers from an earlier one of the timeline in some school:
/// how many schools at most, in how many replicates, and from when.
pub(crate) fn met(rows: &[Values]) -> Result<Vec<String>, Problem> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let spec = policy_columns().map_err(Problem::fault)?;
    let column = |name: &str| {
        let at = spec.columns.iter().position(|column| column.name == name);
        at.and_then(|at| rows.get(at)).ok_or_else(|| Problem::fault(format!("no column {name}")))
    };
    let whole = |name: &str| match column(name)? {
        Values::Int(values) => Ok(values.as_slice()),
        _ => Err(Problem::fault(format!("the column {name} holds no whole numbers"))),
    };
    let Values::Text(names) = column("name")? else {
        return Err(Problem::fault("the column name holds no text"));
    };
    let (policies, schools) = (whole("policy")?, whole("overlapping")?);
    let (years, replicates) = (whole("school_year")?, whole("replicate")?);
    let mut numbers: Vec<i64> = policies.to_vec();
    numbers.sort_unstable();
    numbers.dedup();
    let reached = whole("schools")?;
    let sentence = |number: i64| {
        let rows = || (0..policies.len()).filter(|i| policies[*i] == number);
        if rows().all(|i| reached[i] == 0) {
            let name = &names[rows().next()?];
            return Some(format!("“{name}” reached no school in any replicate."));
        }
        let own: Vec<usize> =
            (0..policies.len()).filter(|i| policies[*i] == number && schools[*i] > 0).collect();
        let first = own.iter().map(|i| years[*i]).min()?;
        let most = own.iter().map(|i| schools[*i]).max()?;
        let mut runs: Vec<i64> = own.iter().map(|i| replicates[*i]).collect();
        runs.sort_unstable();
        runs.dedup();
        let name = &names[*own.first()?];
        let (schools, runs) = (plural(most, "school"), plural(runs.len() as i64, "replicate"));
        Some(format!(
            "“{name}” came to set levers that an earlier policy sets too, in {schools} at most, in {runs}, from the \
             school year ending in {first} on: there its own values held."
        ))
    };
    Ok(numbers.into_iter().filter_map(sentence).collect())
}

fn plural(count: i64, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_that_met_are_named_with_the_most_schools_and_the_first_year() {
        let int = |values: [i64; 4]| Values::Int(values.to_vec());
        let name = |text: &str| text.to_owned();
        let rows = [
            int([0, 0, 0, 1]),
            int([7; 4]),
            Values::Text(vec![name("2026-autumn"); 4]),
            Values::Text(vec![name("A"), name("B"), name("B"), name("B")]),
            int([1, 2, 2, 2]),
            int([0, 0, 1, 0]),
            int([2027, 2028, 2029, 2028]),
            int([9, 9, 9, 0]),
            int([0, 0, 3, 2]),
        ];
        let said = met(&rows).unwrap();
        assert_eq!(said.len(), 1);
        assert!(said[0].contains("“B”") && said[0].contains("3 schools at most, in 2 replicates"));
        assert!(said[0].contains("ending in 2028"), "{}", said[0]);
        assert!(met(&[]).unwrap().is_empty());
        let idle = [&rows[..7], &[int([0; 4]), int([0; 4])]].concat();
        assert_eq!(met(&idle).unwrap()[0], "“A” reached no school in any replicate.");
    }
}
