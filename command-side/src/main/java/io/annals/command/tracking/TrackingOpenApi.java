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

    @Override
    public void customise(OpenAPI api) {
        for (String call : Paths.CALLS) {
            api.path("/v1/" + call, new PathItem().post(operation(call, "Tell one " + call + " call", call())));
            api.path(
                    "/api/s/" + call,
                    new PathItem().post(operation("jitsu-" + call, "The same, from Jitsu in a browser", call())));
            api.path(
                    "/api/s/s2s/" + call,
                    new PathItem().post(operation("jitsu-node-" + call, "The same, from Jitsu in Node", call())));
        }
        Schema<?> batch = new ObjectSchema()
                .addProperty(
                        "batch",
                        new ArraySchema().items(call().addProperty("type", new StringSchema()._enum(Paths.CALLS))))
                .addProperty("context", anything())
                .addProperty("sentAt", new StringSchema().format("date-time"))
                .addProperty("writeKey", new StringSchema())
                .addRequiredItem("batch");
        api.path("/v1/batch", new PathItem().post(operation("batch", "Tell up to 2,500 calls", batch)));
        api.path("/v1/import", new PathItem().post(operation("import", "Tell up to 2,500 calls of the past", batch)));
        api.path(
                "/beacon/v1/batch",
                new PathItem()
                        .post(operation("beacon", "Tell up to 2,500 calls while the page closes", batch)
                                .addParametersItem(writeKey())));
        Operation hook = operation("hook", "Tell what a third party's webhook says, signed over the body", anything())
                .addParametersItem(
                        new Parameter().in("path").name("source").required(true).schema(new StringSchema()));
        hook.setSecurity(List.of(new SecurityRequirement().addList("hookSignature")));
        api.path("/v1/hooks/{source}", new PathItem().post(hook));
        for (String call : List.of("track", "page")) {
            api.path(
                    "/pixel/v1/" + call,
                    new PathItem()
                            .get(asked(
                                    "pixel-" + call,
                                    "Tell one " + call
                                            + " call in an image's address; context.page.path=/ is a nested field",
                                    "image/gif")));
        }
        api.path("/sa", new PathItem().post(sensors("sensors")));
        api.path(
                "/sa.gif",
                new PathItem()
                        .post(sensors("sensors-page"))
                        .get(asked("sensors-image", "Tell one record as Sensors' browser client does", "image/gif")
                                .addParametersItem(query("project"))
                                .addParametersItem(query("data"))));
        api.path(
                "/sourceConfig/",
                new PathItem()
                        .get(asked(
                                "settings-rudder",
                                "What RudderStack's browser client asks first",
                                "application/json")));
        api.path(
                "/v1/projects/{writeKey}/settings",
                new PathItem()
                        .get(asked("settings-segment", "What Segment's browser client asks first", "application/json")
                                .parameters(List.of(writeKey().in("path").required(true)))));
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

    private static Operation asked(String call, String summary, String type) {
        return new Operation()
                .addTagsItem("Tracking")
                .operationId("tracking-" + call)
                .summary(summary)
                .addSecurityItem(new SecurityRequirement().addList("writeKey"))
                .addParametersItem(writeKey())
                .responses(new ApiResponses()
                        .addApiResponse(
                                "200",
                                new ApiResponse()
                                        .description("Done")
                                        .content(json(type, type.startsWith("image/") ? image() : anything())))
                        .addApiResponse("400", problem("The address can never be right"))
                        .addApiResponse("401", problem("No source has this write key"))
                        .addApiResponse("404", problem("The source is disabled"))
                        .addApiResponse("503", problem("The store is away; see Retry-After")));
    }

    private static Schema<?> image() {
        return new StringSchema().format("binary");
    }

    /** Its body is a form, and the generator of the console's types knows none but JSON. */
    private static Operation sensors(String call) {
        return operation(call, "Tell records as Sensors' clients do: data_list, base64, gzip", anything())
                .addParametersItem(query("project"));
    }

    private static Parameter writeKey() {
        return query("writeKey");
    }

    private static Parameter query(String name) {
        return new Parameter().in("query").name(name).schema(new StringSchema());
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
                .addProperty("mergeProperties", new ArraySchema().items(anything()))
                .addProperty("traitsUnlessKnown", anything())
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
                .addProperty(
                        "status",
                        new StringSchema()._enum(List.of("stored", "duplicate", "refused", "rejected", "dropped")))
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
