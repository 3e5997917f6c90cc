package io.annals.engines;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.bson.Document;

/** What a user of the engines does, in one line each. */
final class Client {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Client() {}

    static void sql(String url, String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    static String sqlValue(String url, String query) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var run = connection.createStatement();
                var rows = run.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    static HttpResponse<String> http(String method, String url, String json) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url))
                        .method(method, HttpRequest.BodyPublishers.ofString(json))
                        .header("Content-Type", "application/json")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    static void mongoInsert(String uri, String id) {
        try (MongoClient client = MongoClients.create(uri)) {
            client.getDatabase("kept").getCollection("things").insertOne(new Document("_id", id));
        }
    }

    static long mongoCount(String uri, String id) {
        try (MongoClient client = MongoClients.create(uri)) {
            return client.getDatabase("kept").getCollection("things").countDocuments(Filters.eq("_id", id));
        }
    }

    static ProcessHandle process(long pid) {
        return ProcessHandle.of(pid).orElseThrow();
    }
}
