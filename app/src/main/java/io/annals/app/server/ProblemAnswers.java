package io.annals.app.server;

import io.annals.contracts.access.Role;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/** Describes which problems an operation can answer, and whom it answers at all. */
class ProblemAnswers implements GlobalOpenApiCustomizer {

    @Override
    public void customise(OpenAPI api) {
        api.schema("Problem", problem());
        api.getPaths().forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
            if (path.startsWith("/api/")) {
                describe(path, method, operation);
            }
        }));
    }

    private static void describe(String path, HttpMethod method, Operation operation) {
        boolean body = operation.getRequestBody() != null;
        if (body || takes(operation, "query")) {
            add(operation, 400, "A parameter or the body cannot be read");
        }
        add(operation, 401, "No valid token");
        Access.of(method.name(), path).ifPresent(line -> open(operation, line));
        if (takes(operation, "path")) {
            add(operation, 404, "There is nothing of this name");
        }
        if (path.startsWith("/api/views/")) {
            add(operation, 409, "Not in this process, or not in this state of a replay");
        }
        if (takes(operation, "header")) {
            add(operation, 412, "Decided on what has changed since");
            add(operation, 428, "The header that says what was decided on is missing");
        }
        if (path.equals("/api/audit/ledger/keys")) {
            add(operation, 409, "Not in this process");
        }
        if (body) {
            add(operation, 408, "The body did not come in time");
            add(operation, 415, "The body is not application/json");
            add(operation, 422, "Readable, and still nothing that can be done");
        }
        add(operation, 503, "An engine is away or a view is behind; see Retry-After");
    }

    private static void open(Operation operation, Access line) {
        List<String> names = line.roles().stream().map(Role::name).toList();
        operation.addExtension("x-roles", names);
        if (line.trace() != null) {
            operation.addExtension("x-recorded", line.trace().kind().name());
        }
        if (names.size() < Role.values().length) {
            add(operation, 403, names.stream().collect(Collectors.joining(" or ", "The token's role is not ", "")));
        }
    }

    private static boolean takes(Operation operation, String in) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> in.equals(parameter.getIn()));
    }

    private static void add(Operation operation, int status, String description) {
        Schema<?> problem = new Schema<>().$ref("#/components/schemas/Problem");
        operation
                .getResponses()
                .addApiResponse(
                        Integer.toString(status),
                        new ApiResponse()
                                .description(description)
                                .content(new Content()
                                        .addMediaType("application/problem+json", new MediaType().schema(problem))));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("RFC 9457")
                .addProperty("type", new StringSchema().format("uri-reference").description("about:blank unless told"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema().description("one sentence for people"))
                .addProperty("instance", new StringSchema().format("uri-reference"))
                .addProperty(
                        "code",
                        new StringSchema().description("stable, for programs").example("view-behind"))
                .required(List.of("title", "status", "code"));
    }
}
