//! Why a row of a register is left out.

/// Why a row is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Why {
    Closed,
    Proposed,
    Region,
    Kind,
    Phase,
    Ages,
    Damaged,
    Duplicate,
}

impl Why {
    /// Every reason, in the order of the account.
    pub(super) const ALL: [Why; 8] = [
        Why::Closed,
        Why::Proposed,
        Why::Region,
        Why::Kind,
        Why::Phase,
        Why::Ages,
        Why::Damaged,
        Why::Duplicate,
    ];

    /// The reason in words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Why::Closed => "closed",
            Why::Proposed => "proposed to open",
            Why::Region => "outside England",
            Why::Kind => {
                "kind of establishment outside the model: independent, special, alternative \
                 provision, nursery, college"
            }
            Why::Phase => "phase outside the model",
            Why::Ages => "no pupils from 4 to 16",
            Why::Damaged => "damaged row",
            Why::Duplicate => "second row of the same URN",
        }
    }
}
