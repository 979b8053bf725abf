//! Names beside schools, where they cover no marker and no other name.

use super::Network;
use super::plan::Plan;
use crate::chart::around::{around, crosses, nearest};
use crate::chart::font::{Weight, width};
use crate::chart::sheet::{ASCENT, Anchor, Frame, Sheet, Text, block_height};
use crate::chart::style::{Measures, Theme};
use crate::chart::wrap::wrap_at_most;

/// Most of the page's width that a name takes.
const SHARE: f64 = 0.2;

/// Writes the names; nothing when one finds no place.
pub(super) fn write(
    sheet: &mut Sheet,
    chart: &Network,
    plan: &Plan,
    taken: Vec<Frame>,
    (m, theme): (&Measures, Theme),
) -> Option<()> {
    let (mut taken, mut lines) = (taken, Vec::new());
    let square = |((x, y), radius): &((f64, f64), f64)| Frame {
        left: x - radius,
        top: y - radius,
        right: x + radius,
        bottom: y + radius,
    };
    let markers: Vec<Frame> = plan.markers.iter().map(square).collect();
    for (school, marker) in chart.schools.iter().zip(&plan.markers) {
        let most = SHARE * f64::from(m.width);
        let name = school.name.as_deref().unwrap_or_default();
        let words = wrap_at_most(name, m.label, Weight::SemiBold, most, 1).concat();
        if words.is_empty() {
            continue;
        }
        let size = (width(&words, m.label, Weight::SemiBold), block_height(1, m.label));
        let inside = |frame: &Frame| {
            frame.left >= plan.frame.left
                && frame.right <= plan.frame.right
                && frame.top >= plan.frame.top
                && frame.bottom <= plan.frame.bottom
        };
        // Neither the name nor the line that may lead to it covers another name or its line.
        let free = |frame: &Frame| {
            let line = (marker.0, nearest(frame, marker.0));
            inside(frame)
                && !taken.iter().any(|other| {
                    other.overlaps(&frame.grown(m.line)) || crosses(other, line.0, line.1)
                })
                && !lines.iter().any(|(from, to)| crosses(frame, *from, *to))
        };
        let clear = |frame: &Frame| {
            free(frame) && !markers.iter().any(|other| other.overlaps(&frame.grown(0.5 * m.line)))
        };
        let gap = marker.1 + 0.5 * m.label;
        let place = |free: &dyn Fn(&Frame) -> bool| around(marker.0, size, (1.0, -0.3), gap, free);
        let (frame, far) = place(&clear).or_else(|| place(&free))?;
        if far > gap + 0.6 * m.label {
            let end = nearest(&frame, marker.0);
            sheet.line(vec![marker.0, end], theme.ink(), 0.6 * m.point);
            lines.push((marker.0, end));
        }
        sheet.texts.push(Text {
            words,
            x: frame.left,
            baseline: frame.top + ASCENT * m.label,
            size: m.label,
            weight: Weight::SemiBold,
            colour: theme.ink(),
            anchor: Anchor::Start,
            halo: 3.0 * m.point,
        });
        taken.push(frame);
    }
    Some(())
}
