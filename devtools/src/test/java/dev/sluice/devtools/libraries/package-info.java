// SPDX-License-Identifier: Apache-2.0
/// The libraries in the deployed zip: their pins, licences and advisories.
@NullMarked
package dev.sluice.devtools.libraries;

import org.jspecify.annotations.NullMarked;
