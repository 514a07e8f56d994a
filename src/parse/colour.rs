//! Colours and their contrast (WCAG 2.2, "contrast ratio" and "relative luminance").

/// An sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(u8, u8, u8);

/// The least contrast of text with its background (WCAG 2.2, success criterion 1.4.3).
pub const LEGIBLE: f64 = 4.5;

impl Colour {
    /// `#rrggbb`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Self(channel(0)?, channel(2)?, channel(4)?))
    }

    /// `#rrggbb`.
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// Contrast ratio with another colour, 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// This colour mixed with white in the smallest of 50 steps that is legible on `background`.
    #[must_use]
    pub fn lightened_for(self, background: Self) -> Self {
        (0..=50).map(|step| self.towards_white(step)).find(|c| c.contrast(background) >= LEGIBLE).unwrap_or(self)
    }

    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    fn towards_white(self, step: u16) -> Self {
        let mix = |channel: u8| {
            let channel = u16::from(channel);
            u8::try_from(channel + (255 - channel) * step / 50).unwrap_or(255)
        };
        Self(mix(self.0), mix(self.1), mix(self.2))
    }
}
