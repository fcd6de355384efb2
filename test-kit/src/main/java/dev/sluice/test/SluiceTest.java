// SPDX-License-Identifier: Apache-2.0
package dev.sluice.test;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a class whose tests use the project's API. A test, or a method of its life cycle, gets the
/// API as a parameter of the type [TestApi]:
///
/// ```java
/// @SluiceTest(data = "sample-data.json")
/// class NotesTest {
///     @Test
///     void a_note_is_seen_only_by_its_owner(TestApi api) {
///         var answer = api.as("bob").run("Notes");
///         assertThat(answer.data().at("/notes/edges/0/node/title").asText()).isEqualTo("Groceries");
///     }
/// }
/// ```
///
/// The API is that of the deployed function, as [TestApi] describes. It starts once in a JVM, with
/// its own DynamoDB. Before each test, all tables are emptied and [#data] is loaded. So classes
/// with this annotation never run at the same time, also if JUnit runs tests in parallel.
///
/// The embedded DynamoDB is AWS's DynamoDB Local, which has a licence of its own.
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SluiceExtension.class)
@ResourceLock("dev.sluice.test")
public @interface SluiceTest {
    /// Names the file that is loaded before each test, as [TestApi#seed(java.nio.file.Path)] reads
    /// it. The path is relative to the working directory; under Maven, this is the directory of the
    /// module. By default, the tables are empty.
    String data() default "";
}
