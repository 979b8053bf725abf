//! Draws charts, several at a time, and writes their files.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use analysis::chart::{ChartError, Size};
use analysis::report::page::Figure;
use analysis::report::{LeftOut, NamedChart};

use crate::folder::Folder;
use crate::problem::Problem;

/// A chart in every form in which it is written or shown.
struct Forms {
    /// Print size.
    svg: String,
    png: Vec<u8>,
    /// Slide size; none where the chart does not fit a slide.
    slide: Option<Vec<u8>>,
    /// In the report, with a narrow layout where the chart fits one.
    figure: Figure,
}

/// What became of the charts.
#[derive(Default)]
pub(crate) struct Pictures {
    /// Those that were drawn, in their order, for the report.
    pub(crate) figures: Vec<Figure>,
    /// Those that could not be drawn.
    pub(crate) left_out: Vec<LeftOut>,
}

/// Draws every chart into `charts/`: SVG and PNG at print size, PNG at slide size.
///
/// A chart that cannot be drawn is left out and said, for the numbers are worth keeping without it.
pub(crate) fn draw(
    folder: &Folder,
    charts: &[NamedChart],
    threads: u32,
) -> Result<Pictures, Problem> {
    let mut pictures = Pictures::default();
    for (chart, forms) in charts.iter().zip(all_forms(charts, threads)) {
        match forms {
            Some(Ok(forms)) => pictures.figures.push(written(folder, chart.name, forms)?),
            Some(Err(error)) => {
                let reason = error.to_string();
                pictures.left_out.push(LeftOut { name: chart.name, reason });
            }
            None => return Err(Problem::fault(format!("chart {}: not drawn", chart.name))),
        }
    }
    Ok(pictures)
}

fn written(folder: &Folder, name: &str, forms: Forms) -> Result<Figure, Problem> {
    folder.write(&format!("charts/{name}.svg"), forms.svg.as_bytes())?;
    folder.write(&format!("charts/{name}.png"), &forms.png)?;
    if let Some(slide) = forms.slide {
        folder.write(&format!("charts/{name}_slide.png"), &slide)?;
    }
    Ok(forms.figure)
}

/// The forms of every chart, in the order of the charts whatever the number of threads.
fn all_forms(charts: &[NamedChart], threads: u32) -> Vec<Option<Result<Forms, ChartError>>> {
    let next = AtomicUsize::new(0);
    let done: Vec<Mutex<Option<Result<Forms, ChartError>>>> =
        charts.iter().map(|_| Mutex::new(None)).collect();
    let work = || {
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some((chart, slot)) = charts.get(place).zip(done.get(place)) else { return };
            let forms = forms(chart);
            if let Ok(mut slot) = slot.lock() {
                *slot = Some(forms);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads.min(charts.len() as u32) {
            scope.spawn(work);
        }
        work();
    });
    done.into_iter().map(|slot| slot.into_inner().ok().flatten()).collect()
}

fn forms(chart: &NamedChart) -> Result<Forms, ChartError> {
    let print = chart.picture.draw(Size::Double)?;
    let narrow = chart.picture.draw(Size::Single).ok();
    let slide = chart.picture.draw(Size::Slide).ok();
    let (svg, png) = print.svg_and_png()?;
    Ok(Forms {
        svg,
        png,
        slide: slide.map(|slide| slide.png()).transpose()?,
        figure: Figure::new(&print, narrow.as_ref(), &chart.caption)?,
    })
}
