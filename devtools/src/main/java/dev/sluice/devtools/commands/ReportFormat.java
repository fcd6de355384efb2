// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

/// The output formats of a report, named as a developer types them.
enum ReportFormat {
    text,
    json
}
