//! What is made from the list of all requests: the enum that a frame is parsed into, and the choice of its handler.

/// Takes the types of all requests. The name of each type in kebab case is the request's name in a frame.
macro_rules! request_list {
    ($($request:ident),+ $(,)?) => {
        /// Any request, as read from a frame.
        #[derive(Clone, Debug, Serialize, serde::Deserialize)]
        #[serde(tag = "ask", rename_all = "kebab-case")]
        #[expect(missing_docs, reason = "each variant is the struct of the same name")]
        pub enum AnyRequest {
            $($request($request)),+
        }

        impl AnyRequest {
            /// Its name, as written in `ask`.
            #[must_use]
            pub fn name(&self) -> &'static str {
                match self {
                    $(Self::$request(_) => <$request as Request>::NAME),+
                }
            }

            /// Does it append to the ledger?
            #[must_use]
            pub fn appends(&self) -> bool {
                match self {
                    $(Self::$request(_) => <$request as Request>::APPENDS),+
                }
            }

            /// Has its handler answer it.
            ///
            /// # Errors
            /// [`Problem`]: it is refused, or the machinery failed.
            pub fn serve_by<S>(self, server: &S) -> Result<RawReply, Problem>
            where
                S: $(Serve<$request> +)+
            {
                match self {
                    $(Self::$request(request) => RawReply::result(&server.serve(request)?)),+
                }
            }
        }

        #[cfg(test)]
        mod tests {
            use super::*;

            #[test]
            fn a_request_has_the_name_under_which_it_is_parsed() {
                $(
                    let unknown = format!("unknown variant `{}`", <$request as Request>::NAME);
                    let text = serde_json::json!({"ask": <$request as Request>::NAME}).to_string();
                    match serde_json::from_str::<AnyRequest>(&text) {
                        Ok(request) => assert!(matches!(request, AnyRequest::$request(_)), "{text}"),
                        Err(error) => assert!(!error.to_string().contains(&unknown), "{error}"),
                    }
                )+
            }
        }
    };
}

pub(super) use request_list;
