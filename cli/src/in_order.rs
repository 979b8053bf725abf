//! Work on numbered things, several at a time, handed over in their order.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};

use crate::problem::Problem;

/// What was made of a number, or the fault that made that impossible.
type Made<T> = (u32, Result<T, Problem>);

/// Makes something of each number, on as many threads as there are benches, and gives it to `take` in
/// the order of the numbers.
///
/// A bench is what a thread keeps from one number to the next. `make` gives none when it was asked to
/// stop; `given_up` then says so. Only what `make` gives waits in memory.
pub(crate) fn in_order<B: Send, T: Send>(
    numbers: Range<u32>,
    benches: Vec<B>,
    make: impl Fn(u32, &mut B) -> Option<Result<T, Problem>> + Sync,
    given_up: impl Fn() -> Problem,
    mut take: impl FnMut(u32, T) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let next = AtomicU32::new(numbers.start);
    let threads = benches.len().min(numbers.len()).max(1);
    std::thread::scope(|scope| {
        let (sender, finished) = sync_channel::<Made<T>>(threads);
        for bench in benches.into_iter().take(threads) {
            let (sender, next, make) = (sender.clone(), &next, &make);
            scope.spawn(move || work(numbers.end, bench, next, make, &sender));
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        for wanted in numbers {
            let made = loop {
                if let Some(made) = waiting.remove(&wanted) {
                    break made;
                }
                // The threads hang up early only when they were asked to stop, or broke.
                let Ok((number, made)) = finished.recv() else { return Err(given_up()) };
                waiting.insert(number, made);
            };
            // Dropping the receiver on the way out lets the threads end.
            take(wanted, made?)?;
        }
        Ok(())
    })
}

/// One thread: takes the next number until none is left.
fn work<B, T>(
    end: u32,
    mut bench: B,
    next: &AtomicU32,
    make: &(impl Fn(u32, &mut B) -> Option<Result<T, Problem>> + Sync),
    sender: &SyncSender<Made<T>>,
) {
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= end {
            return;
        }
        let Some(made) = make(number, &mut bench) else { return };
        if sender.send((number, made)).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_handed_over_once_and_in_order() {
        for threads in [1, 3] {
            let mut seen = Vec::new();
            in_order(
                5..25,
                vec![0_u32; threads],
                |number, bench| {
                    *bench += 1;
                    Some(Ok(number * number))
                },
                || Problem::fault("gave up"),
                |number, square| {
                    assert_eq!(square, number * number);
                    seen.push(number);
                    Ok(())
                },
            )
            .unwrap();
            assert_eq!(seen, (5..25).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_fault_ends_the_work_and_so_does_being_asked_to_stop() {
        let make = |number: u32, _: &mut ()| {
            if number == 3 { None } else { Some(Ok(number)) }
        };
        let stopped = || Problem::stopped();
        let end = in_order(0..9, vec![()], make, stopped, |_, _| Ok(())).unwrap_err();
        assert_eq!(end.code, Problem::STOPPED);
        let fault = |number: u32, _: &mut ()| {
            Some(if number == 2 { Err(Problem::fault("broke")) } else { Ok(()) })
        };
        let end = in_order(0..9, vec![(), ()], fault, stopped, |_, ()| Ok(())).unwrap_err();
        assert_eq!(end.code, Problem::FAULT);
    }
}
