package io.annals.command.tracking;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/** Describes the calls that a servlet answers, which the generator cannot see. */
class TrackingOpenApi implements GlobalOpenApiCustomizer {

    private static final List<String> CALLS = List.of("identify", "track", "page", "screen", "group", "alias");

    @Override
    public void customise(OpenAPI api) {
        for (String call : CALLS) {
            api.path("/v1/" + call, new PathItem().post(operation(call, "Tell one " + call + " call", call())));
        }
        Schema<?> batch = new ObjectSchema()
                .addProperty(
                        "batch", new ArraySchema().items(call().addProperty("type", new StringSchema()._enum(CALLS))))
                .addProperty("context", anything())
                .addProperty("sentAt", new StringSchema().format("date-time"))
                .addProperty("writeKey", new StringSchema())
                .addRequiredItem("batch");
        api.path("/v1/batch", new PathItem().post(operation("batch", "Tell up to 2,500 calls", batch)));
    }

    private static Operation operation(String call, String summary, Schema<?> body) {
        return new Operation()
                .addTagsItem("Tracking")
                .operationId("tracking-" + call)
                .summary(summary)
                .addSecurityItem(new SecurityRequirement().addList("writeKey"))
                .addParametersItem(new Parameter()
                        .in("query")
                        .name("verbose")
                        .description("1: answer a result for each item")
                        .schema(new StringSchema()))
                .requestBody(new RequestBody().required(true).content(json("application/json", body)))
                .responses(new ApiResponses()
                        .addApiResponse(
                                "200",
                                new ApiResponse()
                                        .description("Everything that may be kept is durable")
                                        .content(json("application/json", answer())))
                        .addApiResponse("400", problem("The body can never be right"))
                        .addApiResponse("401", problem("No source has this write key"))
                        .addApiResponse("404", problem("The source is disabled"))
                        .addApiResponse("408", problem("The body did not come in time"))
                        .addApiResponse("413", problem("Too much at once"))
                        .addApiResponse("429", problem("The intake is full; see Retry-After"))
                        .addApiResponse("503", problem("The store is away; see Retry-After")));
    }

    private static Schema<?> call() {
        Schema<?> call = new ObjectSchema()
                .addProperty("userId", new StringSchema())
                .addProperty("anonymousId", new StringSchema())
                .addProperty("messageId", new StringSchema().maxLength(100))
                .addProperty("event", new StringSchema())
                .addProperty("name", new StringSchema())
                .addProperty("groupId", new StringSchema())
                .addProperty("previousId", new StringSchema())
                .addProperty("properties", anything())
                .addProperty("traits", anything())
                .addProperty("context", anything())
                .addProperty("timestamp", new StringSchema().format("date-time"))
                .addProperty("originalTimestamp", new StringSchema().format("date-time"))
                .addProperty("sentAt", new StringSchema().format("date-time"));
        return call;
    }

    private static Schema<?> answer() {
        Schema<?> result = new ObjectSchema()
                .addProperty("index", new IntegerSchema())
                .addProperty("messageId", new StringSchema())
                .addProperty("status", new StringSchema()._enum(List.of("stored", "duplicate", "refused", "rejected")))
                .addProperty("code", new StringSchema())
                .addProperty("detail", new StringSchema());
        return new ObjectSchema()
                .addProperty("success", new BooleanSchema())
                .addProperty("position", new IntegerSchema().format("int64"))
                .addProperty("results", new ArraySchema().items(result))
                .addRequiredItem("success");
    }

    private static ApiResponse problem(String description) {
        return new ApiResponse()
                .description(description)
                .content(json("application/problem+json", new Schema<>().$ref("#/components/schemas/Problem")));
    }

    /** Whatever the client says of itself. */
    private static Schema<?> anything() {
        return new ObjectSchema().additionalProperties(new Schema<>().$ref("#/components/schemas/Json"));
    }

    private static Content json(String type, Schema<?> schema) {
        return new Content().addMediaType(type, new MediaType().schema(schema));
    }
}
