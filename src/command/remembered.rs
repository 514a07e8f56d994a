//! What a build need not do again, because the last one did just that.
//!
//! Where the site would be made of the same things and its folder holds what was made of them, nothing is rendered.
//! Otherwise everything is, and a file that was searched as it is, for the same secrets, is not searched again.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::audience::{Public, Rendered};
use crate::diagnostic::Diagnostic;
use crate::load::{Fingerprint, PublicFiles};
use crate::publish::{Memory, OutDir, memory};

/// What the last build left and what this one will leave.
#[derive(Debug)]
pub(super) struct Remembered {
    made_of: Fingerprint,
    judged_by: Fingerprint,
    last: Option<Memory>,
    /// What is read again when it is published, and what it was at first.
    on_disk: (PublicFiles, Fingerprint),
    files: Mutex<HashMap<String, Fingerprint>>,
}

impl Remembered {
    /// Looks at what the last build of this folder left.
    pub(super) fn of(
        out: &OutDir<Public>,
        made_of: Fingerprint,
        judged_by: Fingerprint,
        on_disk: (PublicFiles, Fingerprint),
    ) -> Self {
        Self { made_of, judged_by, last: out.recall(), on_disk, files: Mutex::default() }
    }

    /// Whether the folder holds the very site that would be made, searched for what would be searched for.
    pub(super) fn is_there(&self, out: &OutDir<Public>) -> bool {
        self.last
            .as_ref()
            .is_some_and(|last| last.made_of == self.made_of && last.judged_by == self.judged_by && out.holds(last))
    }

    /// Has a file judged, unless that was done; remembers it. What is permitted in an entry is not permitted in a copy,
    /// so that a copy is always looked at.
    pub(super) fn judge(
        &self,
        place: &str,
        page: &Rendered<Public>,
        copied: bool,
        judge: impl FnOnce() -> Vec<Diagnostic>,
    ) -> Vec<Diagnostic> {
        let file = memory::fingerprint(page.bytes());
        let known = self.last.as_ref().filter(|last| last.judged_by == self.judged_by);
        let was_judged = !copied && known.is_some_and(|last| last.files.get(place) == Some(&file));
        let found = if was_judged { Vec::new() } else { judge() };
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(place.to_owned(), file);
        found
    }

    /// What to leave, once everything was judged and published; nothing where a file became another one meanwhile.
    pub(super) fn into_memory(self) -> Option<Memory> {
        let (on_disk, before) = &self.on_disk;
        if on_disk.fingerprint_on_disk().ok() != Some(*before) {
            return None;
        }
        let files = self.files.into_inner().unwrap_or_else(PoisonError::into_inner);
        Some(Memory { made_of: self.made_of, judged_by: self.judged_by, files })
    }
}
