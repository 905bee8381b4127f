//! The baked pictures that 1EdTech publishes.

use credentials::bake::{Container, Opened, open};

#[test]
fn the_pictures_of_1edtech_give_their_badges() {
    let folder = std::path::Path::new("../../tests/vectors/1edtech-ob30");
    let opened = |name: &str| open(&std::fs::read(folder.join(name)).unwrap()).unwrap();
    assert!(matches!(opened("simple-json.png"), Opened::Json(_, Container::Png)));
    assert!(matches!(opened("simple-json.svg"), Opened::Json(_, Container::Svg)));
    assert!(matches!(opened("simple-jwt.png"), Opened::Jwt(_, Container::Png)));
    assert!(matches!(opened("simple-jwt.svg"), Opened::Jwt(_, Container::Svg)));
    assert!(matches!(opened("simple.jwt"), Opened::Jwt(_, Container::Text)));
}
