//! Which pages exist, and where; every internal link lands.

pub mod route;
pub mod years;
pub mod shards;
pub mod files;
mod claims;
pub mod links;
pub mod site;
pub mod private;

pub use links::Landing;
pub use private::{PrivateRoute, PrivateSite};
pub use route::{Feed, Route};
pub use site::PublicSite;
