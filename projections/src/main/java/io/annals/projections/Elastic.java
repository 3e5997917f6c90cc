package io.annals.projections;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.http.HttpHost;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.entity.ContentType;
import org.apache.http.message.BasicHeader;
import org.apache.http.nio.entity.NByteArrayEntity;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RequestOptions;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Elasticsearch as the views need it: plain requests, JSON trees. The low-level client, because it speaks to every 8.x
 * and 9.x server, works with the JSON library the rest of the platform uses, and brings no second model of the queries
 * one has to learn. Safe for many threads.
 */
public final class Elastic implements AutoCloseable {

    private static final int PAGE = 1_000;

    /** A bulk request above some ten megabytes only costs memory on both sides. */
    private static final int BULK_BYTES = 8 << 20;

    /** A large index takes a while to be rewritten. */
    private static final int PATIENT_MILLIS = 6 * 3_600_000;

    private static final ContentType NDJSON = ContentType.create("application/x-ndjson");

    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private final RestClient client;
    private final String prefix;

    /**
     * @param urls one or several addresses of one cluster, separated by commas; a user may stand before the host
     * @param prefix before the name of every index, so that several platforms can share a cluster
     */
    public Elastic(String urls, String prefix) {
        this.prefix = prefix;
        List<HttpHost> hosts = new ArrayList<>();
        String user = null;
        for (String url : urls.split(",", -1)) {
            URI uri = URI.create(url.strip());
            hosts.add(new HttpHost(uri.getHost(), uri.getPort() < 0 ? 9200 : uri.getPort(), uri.getScheme()));
            user = uri.getUserInfo() == null ? user : uri.getUserInfo();
        }
        RestClientBuilder builder = RestClient.builder(hosts.toArray(HttpHost[]::new))
                .setRequestConfigCallback(
                        config -> config.setConnectTimeout(2_000).setSocketTimeout(60_000));
        if (user != null) {
            String basic = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
            builder.setDefaultHeaders(new BasicHeader[] {new BasicHeader("Authorization", "Basic " + basic)});
        }
        this.client = builder.build();
    }

    /** The full name of an index or an alias. */
    public String index(String name) {
        return prefix + name;
    }

    public JsonNode send(String method, String path, @Nullable Object body) {
        Request request = new Request(method, path);
        if (body != null) {
            request.setEntity(new NByteArrayEntity(json.writeValueAsBytes(body), ContentType.APPLICATION_JSON));
        }
        return perform(request);
    }

    /** {@code null} when there is no such thing. */
    public @Nullable JsonNode find(String path) {
        try {
            return send("GET", path, null);
        } catch (Refused refusal) {
            if (refusal.status == 404) {
                return null;
            }
            throw refusal;
        }
    }

    /** Asks an index or an alias; an empty answer where nothing was ever written. */
    public JsonNode ask(String name, String what, @Nullable Object body) {
        try {
            return send("POST", "/" + index(name) + "/" + what, body);
        } catch (Refused refusal) {
            if (refusal.status == 404) {
                return json.createObjectNode();
            }
            throw refusal;
        }
    }

    /** A change of many documents, sent in pieces; in order, so that the last word on a document is the last. */
    public final class Bulk {
        private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();

        public void index(String index, String id, Object document) {
            line(Map.of("index", Map.of("_index", index, "_id", id)));
            line(document);
            flushAt(BULK_BYTES);
        }

        public void delete(String index, String id) {
            line(Map.of("delete", Map.of("_index", index, "_id", id)));
            flushAt(BULK_BYTES);
        }

        public void flush() {
            flushAt(1);
        }

        private void line(Object value) {
            buffer.writeBytes(json.writeValueAsBytes(value));
            buffer.write('\n');
        }

        private void flushAt(int bytes) {
            if (buffer.size() < bytes) {
                return;
            }
            Request request = new Request("POST", "/_bulk");
            request.addParameter("filter_path", "errors,items.*.status,items.*.error.type");
            request.setEntity(new NByteArrayEntity(buffer.toByteArray(), NDJSON));
            buffer.reset();
            JsonNode answer = perform(request);
            if (answer.path("errors").asBoolean(false)) {
                answer.path("items").forEach(item -> item.properties().forEach(result -> check(result.getValue())));
            }
        }

        private static void check(JsonNode result) {
            int status = result.path("status").asInt();
            String type = result.path("error").path("type").asString("");
            if (status == 429 || status >= 500) {
                throw new EngineDown("Elasticsearch answers " + status + " " + type, new IOException(type));
            }
            // 404 is the answer to deleting what is not there.
            if (status >= 400 && status != 404) {
                throw new Refused(status, type);
            }
        }
    }

    public Bulk bulk() {
        return new Bulk();
    }

    /** The sources of the documents there are, by id; sees what was written a moment ago. */
    public Map<String, JsonNode> fetch(String index, Collection<String> ids) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        List<String> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += PAGE) {
            List<String> page = all.subList(from, Math.min(all.size(), from + PAGE));
            JsonNode answer = send("POST", "/" + index + "/_mget", Map.of("ids", page));
            for (JsonNode document : answer.path("docs")) {
                if (document.path("found").asBoolean(false)) {
                    found.put(document.path("_id").asString(), document.path("_source"));
                }
            }
        }
        return found;
    }

    /** Every document, a page at a time, in the order in which the engine finds it easiest. */
    public void scan(String index, Consumer<Map<String, JsonNode>> consumer) {
        String pit = send("POST", "/" + index + "/_pit?keep_alive=2m", null)
                .path("id")
                .asString();
        @Nullable JsonNode after = null;
        while (true) {
            Map<String, Object> query = new LinkedHashMap<>();
            query.put("size", PAGE);
            query.put("track_total_hits", false);
            query.put("pit", Map.of("id", pit, "keep_alive", "2m"));
            query.put("sort", List.of(Map.of("_shard_doc", "asc")));
            if (after != null) {
                query.put("search_after", after);
            }
            JsonNode hits = send("POST", "/_search", query).path("hits").path("hits");
            Map<String, JsonNode> page = new LinkedHashMap<>();
            for (JsonNode hit : hits) {
                page.put(hit.path("_id").asString(), hit.path("_source"));
                after = hit.path("sort");
            }
            if (page.isEmpty()) {
                break;
            }
            consumer.accept(page);
        }
        send("DELETE", "/_pit", Map.of("id", pit));
    }

    /** As {@link #send}, for what takes hours on a large index. */
    JsonNode sendPatiently(String method, String path) {
        Request request = new Request(method, path);
        request.setOptions(RequestOptions.DEFAULT.toBuilder()
                .setRequestConfig(
                        RequestConfig.custom().setSocketTimeout(PATIENT_MILLIS).build()));
        return perform(request);
    }

    public JsonNode tree(Object value) {
        return json.valueToTree(value);
    }

    private JsonNode perform(Request request) {
        try {
            Response response = client.performRequest(request);
            try (InputStream content = response.getEntity().getContent()) {
                return json.readTree(content);
            }
        } catch (ResponseException refusal) {
            int status = refusal.getResponse().getStatusLine().getStatusCode();
            if (status == 429 || status >= 500) {
                throw new EngineDown("Elasticsearch answers " + status, refusal);
            }
            throw new Refused(status, reason(refusal));
        } catch (IOException unreachable) {
            throw new EngineDown("Elasticsearch cannot be reached", unreachable);
        }
    }

    /** The kind of the error only: its text quotes the values it complains about. */
    private String reason(ResponseException refusal) {
        try (InputStream content = refusal.getResponse().getEntity().getContent()) {
            return json.readTree(content).path("error").path("type").asString("");
        } catch (IOException | RuntimeException unreadable) {
            return "";
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    /** What we asked can never succeed. */
    public static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int status;
        private final String type;

        Refused(int status, String type) {
            super("Elasticsearch refuses: " + status + " " + type);
            this.status = status;
            this.type = type;
        }

        public int status() {
            return status;
        }

        public String type() {
            return type;
        }
    }
}
