//! Files that are taken for another, told by their columns.

use csv::StringRecord;

use super::table::position;

/// What a file that is no register is, in words with advice.
pub(super) fn as_register(header: &StringRecord) -> Option<&'static str> {
    if is_group_links(header) {
        return Some(
            "it looks like a file of groups and their schools: name it with --group-links, or \
             group_links in a scenario, and the register with --register",
        );
    }
    inspections(header)
}

/// What a file that is no file of groups is, in words with advice.
pub(super) fn as_group_links(header: &StringRecord) -> Option<&'static str> {
    let known = ["EstablishmentName", "StatutoryLowAge", "SchoolCapacity"];
    if known.iter().all(|name| position(header, name).is_some()) {
        return Some(
            "it looks like the register of schools: name it with --register, or register in a \
             scenario",
        );
    }
    inspections(header)
}

/// Whether a header is that of a file of groups.
fn is_group_links(header: &StringRecord) -> bool {
    let has = |name| position(header, name).is_some();
    has("Group Name") && (has("Group Type") || has("Group Type (name)"))
}

/// What a file of inspections is.
fn inspections(header: &StringRecord) -> Option<&'static str> {
    let has = |name| position(header, name).is_some();
    let inspected = has("LAESTAB") || has("Overall effectiveness");
    (inspected && (has("Ofsted phase") || has("Web Link"))).then_some(
        "it looks like Ofsted's management information, a list of inspections: the register is \
         another file",
    )
}
