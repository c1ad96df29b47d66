//! Query parameters that say how a reader came, and nothing of what is read.

/// Names of such parameters, in lower case.
const NAMES: [&str; 72] = [
    "__twitter_impression",
    "_bta_c",
    "_bta_tid",
    "_ga",
    "_gl",
    "_hsenc",
    "_hsmi",
    "_openstat",
    "action_object_map",
    "action_ref_map",
    "action_type_map",
    "campaign_id",
    "cmp",
    "cmpid",
    "dclid",
    "dm_i",
    "ef_id",
    "epik",
    "fb_action_ids",
    "fb_action_types",
    "fb_ref",
    "fb_source",
    "fbclid",
    "gbraid",
    "gclid",
    "gclsrc",
    "guccounter",
    "guce_referrer",
    "guce_referrer_sig",
    "hsctatracking",
    "icid",
    "igsh",
    "igshid",
    "ito",
    "li_fat_id",
    "mc_cid",
    "mc_eid",
    "mibextid",
    "mkt_tok",
    "mkwid",
    "msclkid",
    "ncid",
    "ocid",
    "oly_anon_id",
    "oly_enc_id",
    "otc",
    "pcrid",
    "rb_clickid",
    "ref_src",
    "ref_url",
    "s_cid",
    "s_kwcid",
    "sc_campaign",
    "sc_channel",
    "sc_cid",
    "smid",
    "smtyp",
    "soc_src",
    "soc_trk",
    "spm",
    "srsltid",
    "trk",
    "trkcampaign",
    "ttclid",
    "twclid",
    "vero_conv",
    "vero_id",
    "wbraid",
    "wickedid",
    "xtor",
    "yclid",
    "ysclid",
];

/// Beginnings of the names of such parameters, in lower case.
const BEGINNINGS: [&str; 11] =
    ["utm_", "at_", "hsa_", "matomo_", "mtm_", "ns_", "piwik_", "pk_", "stm_", "wt_", "wt."];

/// Parameters that are left out where URLs are compared: the usual ones, and a host's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tracking {
    names: Vec<String>,
    beginnings: Vec<String>,
}

impl Tracking {
    /// Adds names of a host's own; a star at the end stands for all names that begin so.
    pub(crate) fn with<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> Self {
        let mut tracking = Self::default();
        for name in names {
            let name = name.as_ref().trim().to_ascii_lowercase();
            match name.strip_suffix('*') {
                Some("") => {}
                Some(beginning) => tracking.beginnings.push(beginning.to_owned()),
                None if name.is_empty() => {}
                None => tracking.names.push(name),
            }
        }
        tracking
    }

    /// Returns true if a pair of a query says only how a reader came.
    pub(super) fn has(&self, pair: &str) -> bool {
        let name = pair.split('=').next().unwrap_or(pair).to_ascii_lowercase();
        NAMES.binary_search(&name.as_str()).is_ok()
            || BEGINNINGS.iter().any(|beginning| name.starts_with(beginning))
            || self.names.contains(&name)
            || self.beginnings.iter().any(|beginning| name.starts_with(beginning))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order() {
        assert!(NAMES.is_sorted());
    }
}
