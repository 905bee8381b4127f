use crate::error::ApiError;
use crate::view::FrontDoor;
use leptos::prelude::*;

/// The page at the bare address.
#[server(name = ReadFrontDoor, prefix = "/api/page", endpoint = "front-door")]
pub(crate) async fn front_door() -> Result<FrontDoor, ApiError> {
    use crate::backend::{answer, front_door as read};
    answer(read()).await
}
