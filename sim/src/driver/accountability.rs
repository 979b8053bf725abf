//! Accountability: how schools are judged, and what hangs on it.

use crate::catalogue::uniform;
use crate::parameters::levers;

levers! {
    #[doc = "How much hangs on a school's results and inspection, from nothing (0) to everything (1)."]
    STAKES = "accountability.stakes": 0.5 in 0.0..=1.0, "share", uniform(0.0, 1.0),
        "accountability-stress", B,
        "more pressure on staff; whether results rise or fall is disputed";
}
