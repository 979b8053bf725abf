//! What the renderer makes of a chart's texts: none clipped, none over another.

use analysis::chart::Drawing;
use analysis::chart::font::{FAMILY, Weight};
use resvg::usvg::{Node, Options, Rect, Tree};

/// Width and height of a chart, and of each text its words and the rectangle of its ink.
pub(crate) fn rendered_texts(drawing: &Drawing) -> (f32, f32, Vec<(String, Rect)>) {
    let mut options = Options { font_family: FAMILY.to_owned(), ..Options::default() };
    for weight in Weight::ALL {
        options.fontdb_mut().load_font_data(weight.file().to_vec());
    }
    let svg = drawing.svg_live_text().unwrap();
    let tree = Tree::from_str(&svg, &options).unwrap();
    let mut texts = Vec::new();
    collect(tree.root(), &mut texts);
    (tree.size().width(), tree.size().height(), texts)
}

fn collect(group: &resvg::usvg::Group, texts: &mut Vec<(String, Rect)>) {
    for node in group.children() {
        match node {
            Node::Group(group) => collect(group, texts),
            Node::Text(text) => {
                let words = text.chunks().iter().map(|chunk| chunk.text()).collect();
                texts.push((words, text.flattened().abs_bounding_box()));
            }
            _ => {}
        }
    }
}

/// Panics when a text leaves the page or covers another.
pub(crate) fn assert_clear(drawing: &Drawing) {
    let (width, height, texts) = rendered_texts(drawing);
    assert!(texts.len() > 5);
    for (words, frame) in &texts {
        let inside = frame.left() >= 0.0 && frame.top() >= 0.0;
        assert!(inside && frame.right() <= width && frame.bottom() <= height, "{words}: {frame:?}");
    }
    for (place, (words, a)) in texts.iter().enumerate() {
        for (other, b) in &texts[place + 1..] {
            let apart = a.right() <= b.left()
                || b.right() <= a.left()
                || a.bottom() <= b.top()
                || b.bottom() <= a.top();
            assert!(apart, "`{words}` {a:?} and `{other}` {b:?}");
        }
    }
}
