package io.annals.query.segment;

import io.annals.contracts.segment.Rule;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.ComposedSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.NumberSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/** Describes the language of rules: a tree, which the generator cannot see behind {@code Object}. */
final class RuleSchema implements GlobalOpenApiCustomizer {

    @Override
    public void customise(OpenAPI api) {
        ComposedSchema rule = new ComposedSchema();
        rule.description("Which customers are meant; a tree of at most 200 clauses, 20 deep");
        api.schema("Rule", rule);
        add(
                api,
                "AllRule",
                clause("Every one of them").addProperty("all", new ArraySchema().items(ref("Rule"))),
                "all");
        add(api, "AnyRule", clause("At least one").addProperty("any", new ArraySchema().items(ref("Rule"))), "any");
        add(api, "NotRule", clause("Whom the rule does not mean").addProperty("not", ref("Rule")), "not");
        Schema<?> trait = clause("What is known about a customer; value is a list for in, and absent for exists")
                .addProperty("trait", new StringSchema())
                .addProperty("is", words(Rule.TraitTest.values()))
                .addProperty("value", ref("Json"));
        add(api, "TraitRule", trait, "trait", "is");
        Schema<?> total = clause("A sum over everything a customer did")
                .addProperty("total", new StringSchema()._enum(paths()))
                .addProperty("is", words(Rule.Comparison.values()))
                .addProperty("value", new NumberSchema());
        add(api, "TotalRule", total, "total", "is", "value");
        Schema<?> seen = clause("When a customer was seen; one bound, in days of 24 hours back from now")
                .addProperty("seen", new StringSchema()._enum(List.of("first", "last")))
                .addProperty("withinDays", count())
                .addProperty("beforeDays", count());
        add(api, "SeenRule", seen, "seen");
        Schema<?> did = clause("How often a customer did something; one of atLeast and atMost")
                .addProperty("did", new StringSchema())
                .addProperty("atLeast", count())
                .addProperty("atMost", count())
                .addProperty("withinDays", count());
        add(api, "DidRule", did, "did");
        rule.setOneOf(List.of(
                ref("AllRule"),
                ref("AnyRule"),
                ref("NotRule"),
                ref("TraitRule"),
                ref("TotalRule"),
                ref("SeenRule"),
                ref("DidRule")));
    }

    private static void add(OpenAPI api, String name, Schema<?> clause, String... required) {
        api.schema(name, clause.required(List.of(required)));
    }

    /** An unknown key is a mistake. */
    private static Schema<?> clause(String description) {
        return new ObjectSchema().description(description).additionalProperties(false);
    }

    private static Schema<?> count() {
        return new IntegerSchema();
    }

    private static Schema<?> words(Enum<?>... constants) {
        return new StringSchema()
                ._enum(Arrays.stream(constants)
                        .map(constant ->
                                constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .toList());
    }

    private static List<String> paths() {
        return Arrays.stream(Rule.TotalName.values()).map(Rule.TotalName::path).toList();
    }

    private static Schema<?> ref(String name) {
        return new Schema<>().$ref("#/components/schemas/" + name);
    }
}
