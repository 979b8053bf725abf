//! Places for labels that would overlap: order kept, no label moved further than it must be.

/// Centres for labels of given heights along a line from `top` to `bottom`, as near as possible
/// (least squares) to where they `want` to be, at least `gap` apart.
///
/// Pool-adjacent-violators on the wanted centres less the heights above them, then clamped. Labels
/// are ordered by `want`, ties by index. Nothing when the labels cannot fit.
pub fn spread(want: &[f64], heights: &[f64], gap: f64, top: f64, bottom: f64) -> Option<Vec<f64>> {
    let mut order: Vec<usize> = (0..want.len()).collect();
    order.sort_by(|&a, &b| want[a].total_cmp(&want[b]).then(a.cmp(&b)));
    let offsets = offsets(&order, heights, gap);
    let (Some(&first), Some(&last)) = (order.first(), order.last()) else {
        return Some(Vec::new());
    };
    let low = top + heights[first] / 2.0;
    let high = bottom - heights[last] / 2.0 - offsets[offsets.len() - 1];
    if low > high + 1e-6 {
        return None;
    }
    let targets: Vec<f64> =
        order.iter().zip(&offsets).map(|(&label, offset)| want[label] - offset).collect();
    let mut centres = vec![0.0; want.len()];
    for ((&label, offset), level) in order.iter().zip(&offsets).zip(ascending(&targets)) {
        centres[label] = level.min(high).max(low) + offset;
    }
    Some(centres)
}

/// How far each label's centre is below the first when all are packed.
fn offsets(order: &[usize], heights: &[f64], gap: f64) -> Vec<f64> {
    let mut below = 0.0;
    let mut offsets = vec![0.0; order.len()];
    for place in 1..order.len() {
        below += (heights[order[place - 1]] + heights[order[place]]) / 2.0 + gap;
        offsets[place] = below;
    }
    offsets
}

/// The nearest values in least squares that never fall.
fn ascending(targets: &[f64]) -> Vec<f64> {
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for &target in targets {
        pools.push((target, 1));
        while let [.., (above, m), (below, n)] = pools[..]
            && above > below
        {
            pools.truncate(pools.len() - 2);
            let total = above * m as f64 + below * n as f64;
            pools.push((total / (m + n) as f64, m + n));
        }
    }
    pools.iter().flat_map(|&(level, count)| std::iter::repeat_n(level, count)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_with_room_stay_where_they_are() {
        assert_eq!(spread(&[50.0, 10.0], &[10.0, 10.0], 2.0, 0.0, 100.0).unwrap(), [50.0, 10.0]);
    }

    #[test]
    fn two_labels_on_one_spot_part_evenly() {
        assert_eq!(spread(&[50.0, 50.0], &[10.0, 10.0], 2.0, 0.0, 100.0).unwrap(), [44.0, 56.0]);
    }

    #[test]
    fn labels_at_the_edge_move_inside() {
        assert_eq!(spread(&[0.0, 1.0], &[10.0, 10.0], 0.0, 0.0, 100.0).unwrap(), [5.0, 15.0]);
        assert_eq!(spread(&[99.0, 99.0], &[10.0, 20.0], 0.0, 0.0, 100.0).unwrap(), [75.0, 90.0]);
    }

    #[test]
    fn labels_that_cannot_fit_have_no_places() {
        assert!(spread(&[1.0, 2.0], &[10.0, 10.0], 0.0, 0.0, 19.0).is_none());
        assert_eq!(spread(&[], &[], 0.0, 0.0, 1.0), Some(vec![]));
    }

    #[test]
    fn labels_never_overlap_keep_their_order_and_stay_inside() {
        let mut state = 1_u64;
        let mut draw = |most: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695);
            (state >> 33) % most
        };
        for _ in 0..3000 {
            let count = 1 + draw(7) as usize;
            let want: Vec<f64> = (0..count).map(|_| draw(140) as f64 - 20.0).collect();
            let heights: Vec<f64> = (0..count).map(|_| 4.0 + draw(8) as f64).collect();
            let Some(centres) = spread(&want, &heights, 1.0, 0.0, 100.0) else { continue };
            for a in 0..count {
                let (up, down) = (centres[a] - heights[a] / 2.0, centres[a] + heights[a] / 2.0);
                assert!(up >= -1e-9 && down <= 100.0 + 1e-9);
                for b in 0..count {
                    let apart = (heights[a] + heights[b]) / 2.0 + 1.0;
                    assert!(a == b || (centres[a] - centres[b]).abs() >= apart - 1e-9);
                    assert!(want[a] >= want[b] || centres[a] < centres[b]);
                }
            }
        }
    }
}
