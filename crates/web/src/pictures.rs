//! QR codes as SVG paths: no markup is made of data, only numbers are.

use qrcode::{Color, EcLevel, QrCode};

/// A QR code: the side in modules, quiet zone included, and the path that draws its dark modules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qr {
    /// How many modules wide and high.
    pub side: usize,
    /// The `d` of an SVG path.
    pub path: String,
}

/// Modules of quiet around a code (ISO/IEC 18004).
const QUIET: usize = 4;

/// The code of `text`; `None` where it is too long for one.
#[must_use]
pub fn qr(text: &str) -> Option<Qr> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let dark = |x: usize, y: usize| code[(x, y)] == Color::Dark;
    let mut path = String::new();
    for y in 0..width {
        for x in (0..width).filter(|x| dark(*x, y)) {
            path.push_str(&format!("M{} {}h1v1h-1z", x + QUIET, y + QUIET));
        }
    }
    Some(Qr { side: width + 2 * QUIET, path })
}
