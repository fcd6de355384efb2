// SPDX-License-Identifier: Apache-2.0
/// Makes the files of a new project.
@NullMarked
package dev.sluice.devtools.starter;

import org.jspecify.annotations.NullMarked;
