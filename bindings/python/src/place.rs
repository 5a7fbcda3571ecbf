//! Where a record stands: a page, a model, a row. Every getter of every record class is one call of this file.

use crate::errors::raised;
use crate::html;
use crate::interned::interned;
use crate::page::Page;
use crate::repr;
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{IntoPyDict as _, PyDateTime, PyDelta, PyString, PyTuple, PyTzInfo};
use std::hash::{DefaultHasher, Hash, Hasher};
use tagove::schema::Model;
use tagove::{PageInfo, Row, Time};

/// The place of one record. It keeps the page in memory, not a copy of the record.
#[derive(Clone)]
pub(crate) struct Place {
    page: PageInfo,
    model: &'static Model,
    index: u32,
}

impl Place {
    pub(crate) fn new(page: &PageInfo, row: Row<'_>) -> Self {
        Self {
            page: page.clone(),
            model: row.model(),
            index: row.index(),
        }
    }

    pub(crate) fn model(&self) -> &'static Model {
        self.model
    }

    fn row(&self) -> PyResult<Row<'_>> {
        // A place is only ever made from a row of its page, and pages do not change.
        self.page
            .row_of(self.model, self.index)
            .ok_or_else(|| PyRuntimeError::new_err("the record is not in its page"))
    }

    pub(crate) fn text<'py>(
        &self,
        py: Python<'py>,
        field: usize,
    ) -> PyResult<Option<Bound<'py, PyString>>> {
        Ok(self.row()?.text(field).map(|text| PyString::new(py, text)))
    }

    /// As text, but the words that nearly every record has are the same Python object each time.
    pub(crate) fn open_set<'py>(
        &self,
        py: Python<'py>,
        field: usize,
    ) -> PyResult<Option<Bound<'py, PyString>>> {
        Ok(self.row()?.text(field).map(|text| match text {
            "agent" => interned!(py, "agent"),
            "closed" => interned!(py, "closed"),
            "event" => interned!(py, "event"),
            "seen" => interned!(py, "seen"),
            "system" => interned!(py, "system"),
            "text" => interned!(py, "text"),
            "unseen" => interned!(py, "unseen"),
            "visitor" => interned!(py, "visitor"),
            other => PyString::new(py, other),
        }))
    }

    pub(crate) fn seconds(&self, field: usize) -> PyResult<Option<u64>> {
        Ok(self.row()?.seconds(field))
    }

    pub(crate) fn number(&self, field: usize) -> PyResult<Option<f64>> {
        Ok(self.row()?.number(field))
    }

    pub(crate) fn time<'py>(
        &self,
        py: Python<'py>,
        field: usize,
    ) -> PyResult<Option<Bound<'py, PyDateTime>>> {
        let time = self.row()?.time(field);
        time.map(|time| datetime(py, time)).transpose()
    }

    pub(crate) fn record<V>(&self, field: usize, view: fn(Place) -> V) -> PyResult<Option<V>> {
        let row = self.row()?.record(field);
        Ok(row.map(|row| view(Self::new(&self.page, row))))
    }

    pub(crate) fn rows<'py, V>(
        &self,
        py: Python<'py>,
        field: usize,
        view: fn(Place) -> V,
    ) -> PyResult<Option<Bound<'py, PyTuple>>>
    where
        V: IntoPyObject<'py>,
    {
        let rows = self.row()?.rows(field);
        rows.map(|rows| PyTuple::new(py, rows.map(|row| view(Self::new(&self.page, row)))))
            .transpose()
    }

    pub(crate) fn texts<'py>(
        &self,
        py: Python<'py>,
        field: usize,
    ) -> PyResult<Option<Bound<'py, PyTuple>>> {
        let texts = self.row()?.texts(field);
        texts.map(|texts| PyTuple::new(py, texts)).transpose()
    }

    pub(crate) fn extra_json(&self) -> PyResult<String> {
        Ok(self.row()?.extra_json())
    }

    pub(crate) fn json(&self) -> PyResult<String> {
        Ok(self.row()?.to_json())
    }

    pub(crate) fn page(&self) -> Page {
        Page::new(self.page.clone())
    }

    /// Equal if the normalised forms are equal, member for member, unknown ones as sent.
    pub(crate) fn equals(&self, other: &Self) -> PyResult<bool> {
        Ok(std::ptr::eq(self.model, other.model) && self.json()? == other.json()?)
    }

    /// By the id where there is one: equal records have equal ids.
    pub(crate) fn hash(&self) -> PyResult<u64> {
        let row = self.row()?;
        let mut hasher = DefaultHasher::new();
        self.model.name.hash(&mut hasher);
        match self.model.id.and_then(|id| row.text(id)) {
            Some(id) => id.hash(&mut hasher),
            None => row.to_json().hash(&mut hasher),
        }
        Ok(hasher.finish())
    }

    /// What pickles: this record alone, without the rest of its page.
    pub(crate) fn reduce<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let kept = self.page.to_kept(self.model, [self.row()?], false);
        let kept = kept.map_err(|error| raised(py, &error))?;
        let made_by = py.import(interned!(py, "tagove.keeping"))?;
        Ok((made_by.getattr(interned!(py, "record"))?, (kept,)))
    }

    /// What a notebook shows.
    pub(crate) fn html(&self) -> PyResult<String> {
        Ok(html::record(self.row()?))
    }

    /// One line without people's words: ids, open sets and times as they are, of texts the length, of lists the count.
    pub(crate) fn repr(&self) -> PyResult<String> {
        let mut out = String::new();
        repr::write(&mut out, self.row()?);
        Ok(out)
    }
}

/// The attributes of a record class in their order, for `case Chat(id, account_id): …`.
pub(crate) fn match_args<'py>(
    py: Python<'py>,
    model: &'static Model,
) -> PyResult<Bound<'py, PyTuple>> {
    let fields = model.fields.iter();
    PyTuple::new(
        py,
        fields
            .map(|field| repr::attribute(field.name))
            .collect::<Vec<_>>(),
    )
}

/// Parses JSON into plain Python values; whole numbers keep every digit there.
pub(crate) fn parsed<'py>(py: Python<'py>, json: &str) -> PyResult<Bound<'py, PyAny>> {
    let loads = py
        .import(interned!(py, "json"))?
        .getattr(interned!(py, "loads"))?;
    loads.call1((json,)).or_else(|error| {
        // The text is JSON: Python refuses to make an `int` of so many digits.
        if !error.is_instance_of::<PyValueError>(py) {
            return Err(error);
        }
        let whole = py
            .import(interned!(py, "tagove.digits"))?
            .getattr(interned!(py, "whole"))?;
        let how = [(interned!(py, "parse_int"), whole)].into_py_dict(py)?;
        loads.call((json,), Some(&how))
    })
}

fn datetime(py: Python<'_>, time: Time) -> PyResult<Bound<'_, PyDateTime>> {
    let zone = time
        .offset_seconds()
        .map(|seconds| PyTzInfo::fixed_offset(py, PyDelta::new(py, 0, seconds, 0, true)?))
        .transpose()?;
    PyDateTime::new(
        py,
        time.year().into(),
        time.month(),
        time.day(),
        time.hour(),
        time.minute(),
        time.second(),
        time.microsecond(),
        zone.as_ref(),
    )
}
