//! Photographs, drawn: a room with what was mended in it, as a PNG (ISO/IEC 15948) of sixteen colours.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

const WIDTH: usize = 480;
const HEIGHT: usize = 320;
/// Where the wall meets the floor.
const FLOOR: usize = 220;

/// Wall in four shades, floor in four, then paint.
const PALETTE: [[u8; 3]; 16] = [
    [226, 230, 228],
    [216, 222, 220],
    [206, 213, 211],
    [196, 204, 203],
    [168, 160, 148],
    [158, 150, 138],
    [148, 140, 128],
    [138, 130, 119],
    [200, 38, 32],
    [140, 22, 20],
    [52, 92, 140],
    [34, 60, 96],
    [240, 196, 40],
    [60, 62, 66],
    [120, 126, 132],
    [250, 250, 248],
];
const RED: u8 = 8;
const DARK_RED: u8 = 9;
const BLUE: u8 = 10;
const DARK_BLUE: u8 = 11;
const YELLOW: u8 = 12;
const BLACK: u8 = 13;
const STEEL: u8 = 14;
const WHITE: u8 = 15;

/// A photograph for a file of that name: names differ, pictures differ.
pub(super) fn draw(name: &str) -> Vec<u8> {
    let seed = name.bytes().fold(7_usize, |seed, byte| (seed * 31 + usize::from(byte)) % 100_003);
    let mut canvas = Canvas::room(seed);
    let left = 70 + seed % 120;
    let shows = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if shows(&["灭火器"]) {
        canvas.extinguishers(left, 2 + seed % 3);
    } else if shows(&["泵", "管道"]) {
        canvas.pump(left);
    } else if shows(&["护栏"]) {
        canvas.railing(left / 3);
    } else if shows(&["通道", "路面"]) {
        canvas.passage(left);
    } else {
        canvas.cabinet(left);
    }
    // The date stamp of the camera.
    canvas.fill(WIDTH - 150, HEIGHT - 28, 130, 14, YELLOW);
    canvas.fill(WIDTH - 146, HEIGHT - 24, 40 + seed % 80, 6, BLACK);
    canvas.png()
}

struct Canvas(Vec<u8>);

impl Canvas {
    /// An empty room, lit from a side, with tiles.
    fn room(seed: usize) -> Self {
        let light = seed % WIDTH;
        let shade = |x: usize, y: usize| {
            let far = (x.abs_diff(light) + y.abs_diff(60)) / 130;
            let tile = y >= FLOOR && (x + y).is_multiple_of(48);
            u8::try_from(far.min(3)).unwrap_or(3) + if y < FLOOR { 0 } else { 4 } + u8::from(tile && far < 3)
        };
        Self((0..WIDTH * HEIGHT).map(|at| shade(at % WIDTH, at / WIDTH)).collect())
    }

    fn fill(&mut self, left: usize, top: usize, width: usize, height: usize, colour: u8) {
        for y in top..(top + height).min(HEIGHT) {
            let (from, to) = (left.min(WIDTH), (left + width).min(WIDTH));
            self.0[y * WIDTH + from..y * WIDTH + to].fill(colour);
        }
    }

    fn disc(&mut self, middle: (usize, usize), radius: usize, colour: u8) {
        for y in middle.1.saturating_sub(radius)..(middle.1 + radius).min(HEIGHT) {
            let down = y.abs_diff(middle.1);
            let half = (radius * radius - down * down).isqrt();
            self.fill(middle.0.saturating_sub(half), y, half * 2, 1, colour);
        }
    }

    fn extinguishers(&mut self, left: usize, count: usize) {
        self.fill(left - 20, 96, count * 62 + 30, 10, WHITE);
        for left in (0..count).map(|n| left + n * 62) {
            self.fill(left + 12, 132, 10, 16, BLACK);
            self.fill(left + 20, 136, 18, 5, BLACK);
            self.disc((left + 17, 158), 17, RED);
            self.fill(left, 158, 34, 88, RED);
            self.fill(left + 26, 158, 8, 88, DARK_RED);
            self.fill(left + 4, 178, 24, 30, WHITE);
            self.disc((left + 16, 193), 6, YELLOW);
        }
    }

    fn cabinet(&mut self, left: usize) {
        self.fill(left, 70, 150, 200, STEEL);
        self.fill(left + 6, 76, 66, 188, WHITE);
        self.fill(left + 78, 76, 66, 188, WHITE);
        self.fill(left + 64, 160, 5, 26, BLACK);
        self.fill(left + 81, 160, 5, 26, BLACK);
        self.fill(left + 20, 96, 38, 26, YELLOW);
        self.fill(left + 36, 100, 6, 18, BLACK);
        self.fill(left + 96, 96, 30, 14, BLUE);
        // The board at its foot that keeps mice out.
        self.fill(left - 6, 252, 162, 18, RED);
    }

    fn pump(&mut self, left: usize) {
        self.fill(left - 30, 240, 240, 18, STEEL);
        self.disc((left + 40, 196), 48, BLUE);
        self.disc((left + 40, 196), 30, DARK_BLUE);
        self.disc((left + 40, 196), 8, WHITE);
        self.fill(left + 80, 168, 110, 60, BLUE);
        for rib in 0..8 {
            self.fill(left + 88 + rib * 12, 168, 4, 60, DARK_BLUE);
        }
        self.fill(left + 28, 60, 24, 96, STEEL);
        self.fill(left + 18, 100, 44, 12, BLACK);
    }

    fn railing(&mut self, left: usize) {
        self.fill(0, FLOOR + 30, WIDTH, 70, BLUE);
        self.fill(0, FLOOR + 30, WIDTH, 6, WHITE);
        for bar in 0..9 {
            self.fill(left + bar * 48, 120, 8, 130, YELLOW);
        }
        for rail in [120, 160, 200] {
            self.fill(left, rail, 392, 7, YELLOW);
        }
    }

    /// A way kept free between two lines, with its sign.
    fn passage(&mut self, left: usize) {
        for y in FLOOR..HEIGHT {
            let spread = (y - FLOOR) / 2;
            self.fill((left + 60).saturating_sub(spread), y, 8, 1, YELLOW);
            self.fill(left + 200 + spread, y, 8, 1, YELLOW);
        }
        self.fill(left + 80, 60, 110, 160, BLUE);
        self.fill(left + 88, 68, 94, 152, WHITE);
        self.fill(left + 98, 30, 74, 22, DARK_BLUE);
        self.fill(left + 104, 36, 34, 10, WHITE);
    }

    fn png(&self) -> Vec<u8> {
        let side = |length: usize| u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes();
        let mut head = [side(WIDTH), side(HEIGHT)].concat();
        head.extend([8, 3, 0, 0, 0]);
        let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
        chunk(&mut out, *b"IHDR", &head);
        chunk(&mut out, *b"PLTE", PALETTE.as_flattened());
        chunk(&mut out, *b"IDAT", &self.packed().unwrap_or_default());
        chunk(&mut out, *b"IEND", &[]);
        out
    }

    fn packed(&self) -> std::io::Result<Vec<u8>> {
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
        for row in self.0.chunks(WIDTH) {
            zlib.write_all(&[0])?;
            zlib.write_all(row)?;
        }
        zlib.finish()
    }
}

fn chunk(out: &mut Vec<u8>, kind: [u8; 4], content: &[u8]) {
    out.extend(u32::try_from(content.len()).unwrap_or(u32::MAX).to_be_bytes());
    let body = [&kind, content].concat();
    out.extend(&body);
    out.extend(crc32fast::hash(&body).to_be_bytes());
}
