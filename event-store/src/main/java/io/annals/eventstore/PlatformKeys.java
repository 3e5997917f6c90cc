package io.annals.eventstore;

import com.google.crypto.tink.subtle.Random;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Keys of the platform itself: made once, wrapped by the master key, the same in every process. */
final class PlatformKeys {

    private PlatformKeys() {}

    static byte[] of(String name, DataSource database, MasterKey master) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into platform_key (name, wrapped) values (?, ?) on conflict do nothing");
                PreparedStatement select =
                        connection.prepareStatement("select wrapped from platform_key where name = ?")) {
            insert.setString(1, name);
            insert.setBytes(2, master.wrap(Random.randBytes(32), name));
            insert.executeUpdate();
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return master.unwrap(row.getBytes(1), name);
            }
        } catch (SQLException e) {
            throw new StoreUnavailable(e);
        }
    }
}
