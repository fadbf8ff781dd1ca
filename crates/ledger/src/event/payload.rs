//! Payloads: the variant's name stands in the kind, its fields in the JSON.

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, IntoDeserializer};
use serde::de::{VariantAccess, Visitor};
use serde::{Serialize, forward_to_deserialize_any};
use serde_json::{Error as JsonError, Value};

/// The fields of `event` as canonical JSON.
pub(super) fn write<E: Serialize>(event: &E) -> Vec<u8> {
    let mut out = Vec::new();
    // Our own types with string keys always serialise; an object without its fields would be refused on reading.
    let fields = match serde_json::to_value(event) {
        Ok(Value::Object(variant)) => variant.into_iter().next().map(|(_, fields)| fields),
        _ => None,
    };
    canonical(&fields.unwrap_or(Value::Null), &mut out);
    out
}

/// RFC 8785 for what payloads consist of: ASCII keys, integers, no binary fractions. Keys are sorted here, because
/// another crate's choice of features may make `serde_json` keep them as they come.
fn canonical(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Array(items) => {
            out.push(b'[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(b',');
                }
                canonical(item, out);
            }
            out.push(b']');
        }
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_unstable_by_key(|(key, _)| *key);
            out.push(b'{');
            for (i, (key, field)) in fields.into_iter().enumerate() {
                if i > 0 {
                    out.push(b',');
                }
                out.extend_from_slice(Value::from(key.as_str()).to_string().as_bytes());
                out.push(b':');
                canonical(field, out);
            }
            out.push(b'}');
        }
        plain => out.extend_from_slice(plain.to_string().as_bytes()),
    }
}

/// The variant named `variant` with the fields in `json`; `None` as the error where there is no such variant.
pub(super) fn read<E: DeserializeOwned>(variant: &str, json: &[u8]) -> Result<E, Option<String>> {
    let mut known = false;
    let read = E::deserialize(Kinded { variant, json, known: &mut known });
    read.map_err(|error| known.then(|| error.to_string()))
}

/// The names of an enum's variants, as they stand in kinds.
pub(super) fn variants<E: DeserializeOwned>() -> &'static [&'static str] {
    let mut names: &'static [&'static str] = &[];
    // It asks for the enum, learns the names, and gives nothing.
    let _ = E::deserialize(Names(&mut names));
    names
}

struct Names<'a>(&'a mut &'static [&'static str]);

impl<'de> Deserializer<'de> for Names<'_> {
    type Error = JsonError;

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, JsonError> {
        *self.0 = variants;
        Err(JsonError::custom("only the names were wanted"))
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, JsonError> {
        Err(JsonError::custom("an event is an enum"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// An enum whose variant's name and fields come from two places.
struct Kinded<'a> {
    variant: &'a str,
    json: &'a [u8],
    /// Set once the variant is found to exist, to tell an unknown kind from a bad payload.
    known: &'a mut bool,
}

impl<'de> Deserializer<'de> for Kinded<'de> {
    type Error = JsonError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, JsonError> {
        visitor.visit_enum(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> EnumAccess<'de> for Kinded<'de> {
    type Error = JsonError;
    type Variant = Fields<'de>;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Fields<'de>), JsonError> {
        let name: StrDeserializer<'_, JsonError> = self.variant.into_deserializer();
        let variant = seed.deserialize(name)?;
        *self.known = true;
        Ok((variant, Fields(self.json)))
    }
}

struct Fields<'a>(&'a [u8]);

impl<'de> VariantAccess<'de> for Fields<'de> {
    type Error = JsonError;

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, JsonError> {
        let mut json = serde_json::Deserializer::from_slice(self.0);
        let fields = Deserializer::deserialize_map(&mut json, visitor)?;
        json.end()?;
        Ok(fields)
    }

    fn unit_variant(self) -> Result<(), JsonError> {
        Err(JsonError::custom("an event has fields"))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, JsonError> {
        Err(JsonError::custom("an event has named fields"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, JsonError> {
        Err(JsonError::custom("an event has named fields"))
    }
}
