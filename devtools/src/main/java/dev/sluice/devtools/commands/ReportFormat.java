// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

/// How an answer is printed; each is named as it is typed.
enum ReportFormat {
    text,
    json
}
