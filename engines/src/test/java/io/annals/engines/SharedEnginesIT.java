package io.annals.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SharedEnginesIT {
    @Test
    void givesAFreshDatabaseToEachTest() throws Exception {
        String one = SharedEngines.postgresUrl();
        String other = SharedEngines.postgresUrl();
        Client.sql(one, "create table mine (id int)");

        assertThat(Client.sqlValue(other, "select count(*) from pg_tables where schemaname = 'public'"))
                .isEqualTo("0");
        assertThat(SharedEngines.mongoUri()).isNotEqualTo(SharedEngines.mongoUri());
    }

    @Test
    void letsNobodyInWithoutThePasswordAndNobodyBeSuperuser() throws Exception {
        String url = SharedEngines.postgresUrl();

        assertThatThrownBy(() -> Client.sqlValue(url.replaceAll("password=\\w+", "password=guess"), "select 1"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
        assertThat(Client.sqlValue(url, "select rolsuper from pg_roles where rolname = current_user"))
                .isEqualTo("f");
    }

    @Test
    void searchesAsTheProductNeedsIt() throws Exception {
        String index = SharedEngines.elasticsearchUrl() + "/" + SharedEngines.freshName();

        assertThat(Client.http("PUT", index + "/_doc/1", "{\"typo\":1}").statusCode())
                .as("no index by accident")
                .isEqualTo(404);
        assertThat(Client.http(
                                "PUT",
                                index,
                                """
                        {"mappings": {"dynamic": "strict", "properties": {
                            "name": {"type": "text"}, "traits": {"type": "flattened"}, "at": {"type": "date"},
                            "tags": {"type": "nested", "properties": {"name": {"type": "keyword"}}},
                            "face": {"type": "dense_vector", "dims": 2, "similarity": "cosine"}}}}""")
                        .statusCode())
                .isEqualTo(200);
        assertThat(Client.http(
                                "PUT",
                                index + "/_doc/1?refresh=true",
                                """
                        {"name": "绿茶 green tea", "traits": {"city": "杭州"}, "at": "2026-11-01",
                         "tags": [{"name": "tea"}], "face": [1, 0]}""")
                        .statusCode())
                .isEqualTo(201);
        assertThat(Client.http(
                                "POST",
                                index + "/_search?filter_path=hits.total.value,aggregations",
                                """
                        {"query": {"bool": {"filter": [
                            {"term": {"traits.city": "杭州"}}, {"match": {"name": "茶"}},
                            {"nested": {"path": "tags", "query": {"term": {"tags.name": "tea"}}}}]}},
                         "aggs": {"customers": {"cardinality": {"field": "traits.city"}},
                            "days": {"date_histogram": {"field": "at", "calendar_interval": "day"}}}}""")
                        .body())
                .contains("\"total\":{\"value\":1}")
                .contains("\"customers\":{\"value\":1}")
                .contains("\"doc_count\":1");
        assertThat(Client.http(
                                "POST",
                                index + "/_search",
                                """
                        {"knn": {"field": "face", "query_vector": [1, 0], "k": 1, "num_candidates": 10}}""")
                        .statusCode())
                .isEqualTo(200);
        assertThat(Client.http("POST", index + "/_pit?keep_alive=1m", "").statusCode())
                .isEqualTo(200);
    }
}
