// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Every resource that a template refers to exists.
class ReferencesTest {
    private static final Pattern IN_TEXT = Pattern.compile("\\$\\{([A-Za-z0-9:.]+)}");
    private static final Set<String> MADE_BY_SAM = Set.of("ServerlessDeploymentApplication");
    private static final List<String> ATTRIBUTES =
            List.of("Arn", "ApiEndpoint", "ProviderURL", "Version.Version");

    @Test
    void every_ref_names_a_parameter_a_resource_or_what_aws_knows() {
        for (var template : Template.all()) {
            assertThat(values(template.body(), "Ref").map(JsonNode::asText))
                    .as(template.file())
                    .isNotEmpty()
                    .allMatch(isNamed(template));
        }
    }

    @Test
    void every_attribute_is_one_of_a_resource_or_an_output_of_a_nested_template() {
        for (var template : Template.all()) {
            assertThat(values(template.body(), "Fn::GetAtt").map(JsonNode::asText))
                    .as(template.file())
                    .allMatch(isAttribute(template));
        }
    }

    @Test
    void every_placeholder_in_a_text_names_one_of_these() {
        for (var template : Template.all()) {
            assertThat(
                            values(template.body(), "Fn::Sub")
                                    .map(JsonNode::asText)
                                    .flatMap(text -> IN_TEXT.matcher(text).results())
                                    .map(match -> match.group(1)))
                    .as(template.file())
                    .allMatch(isNamed(template).or(isAttribute(template)));
        }
    }

    @Test
    void every_condition_is_defined_and_used() {
        for (var template : Template.all()) {
            var used =
                    Stream.concat(
                                    values(template.body(), "Condition"),
                                    values(template.body(), "Fn::If").map(choice -> choice.get(0)))
                            .filter(JsonNode::isTextual)
                            .map(JsonNode::asText)
                            .distinct();
            assertThat(used)
                    .as(template.file())
                    .containsExactlyInAnyOrderElementsOf(
                            Template.names(template.at("/Conditions")));
        }
    }

    @Test
    void a_nested_template_is_given_its_parameters_and_no_others() {
        var root = Template.read(Template.ROOT);

        root.resources("AWS::CloudFormation::Stack")
                .forEach(stack -> {
                    var properties = stack.getValue().at("/Properties");
                    var nested = Template.read(properties.at("/TemplateURL").asText());
                    assertThat(Template.names(properties.at("/Parameters")))
                            .as(nested.file())
                            .containsExactlyInAnyOrderElementsOf(
                                    Template.names(nested.at("/Parameters")));
                });
    }

    @Test
    void every_parameter_is_used_and_is_in_a_group_of_the_console() {
        var root = Template.read(Template.ROOT);
        var parameters = Template.names(root.at("/Parameters"));
        var groups = root.at("/Metadata/AWS::CloudFormation::Interface/ParameterGroups");

        assertThat(groups.valueStream().flatMap(group -> group.at("/Parameters").valueStream()))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(parameters);
        assertThat(values(root.body(), "Ref").map(JsonNode::asText)).containsAll(parameters);
    }

    private static Stream<JsonNode> values(JsonNode node, String name) {
        return Template.within(node).filter(each -> each.has(name)).map(each -> each.get(name));
    }

    private static Predicate<String> isNamed(Template template) {
        return name ->
                name.startsWith("AWS::")
                        || MADE_BY_SAM.contains(name)
                        || template.at("/Parameters").has(name)
                        || template.at("/Resources").has(name);
    }

    private static Predicate<String> isAttribute(Template template) {
        return path -> {
            var dot = path.indexOf('.');
            if (dot < 0) {
                return false;
            }
            var resource = template.at("/Resources").path(path.substring(0, dot));
            var attribute = path.substring(dot + 1);
            if (resource.at("/Type").asText().equals("AWS::CloudFormation::Stack")) {
                var nested = Template.read(resource.at("/Properties/TemplateURL").asText());
                return attribute.startsWith("Outputs.")
                        && nested.at("/Outputs").has(attribute.substring("Outputs.".length()));
            }
            return !resource.isMissingNode() && ATTRIBUTES.contains(attribute);
        };
    }
}
