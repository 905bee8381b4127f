use credentials::lint::ResultFault;

pub(super) const fn says(fault: ResultFault) -> &'static str {
    match fault {
        ResultFault::RequiredLevel => {
            "\"requiredLevel\" must be the \"id\" of a level in \"rubricCriterionLevel\" here."
        }
        ResultFault::UnknownDescription => {
            "\"resultDescription\" must be the \"id\" of one of the achievement's result descriptions."
        }
        ResultFault::AchievedLevel => {
            "\"achievedLevel\" must be the \"id\" of a level of the result's description."
        }
        ResultFault::StatusMissing => "\"status\" is missing: the result's description declares a status.",
        ResultFault::NotAllowed => "The value is none of \"allowedValue\" in its description.",
        ResultFault::NotANumber => "The value must be a number: its description names the least or the most.",
        ResultFault::OutsideBounds => {
            "The value lies outside \"valueMin\" to \"valueMax\" of its description."
        }
    }
}
