use credentials::lint::UniversalFault;

pub(super) fn says(fault: &UniversalFault) -> String {
    let sentence = match fault {
        UniversalFault::Null => "A null value signs nothing: remove it.",
        UniversalFault::EmptyArray => "An empty array signs nothing: remove it.",
        UniversalFault::EmptyObject => "An empty object signs nothing: remove it.",
        UniversalFault::SameId(id) => {
            return format!(
                "Two objects describe {id} differently: give one of them \"id\" and \"type\" alone."
            );
        }
        UniversalFault::TokenMember(name) => {
            return format!("\"{name}\" belongs to signed tokens and is not signed here: remove it.");
        }
        UniversalFault::IriMember => {
            "A member has its full address as its name: use the name in the contexts, or remove it."
        }
        UniversalFault::NestedContext => "A part brings a list of contexts of its own: remove it.",
    };
    sentence.to_owned()
}
