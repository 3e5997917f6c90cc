package io.annals.engines;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Comparator;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.DataType;

/** How documents and the keys of their index lie in the file: as BSON behind their length. */
final class BsonTypes {

    static final DataType<Document> DOCUMENT = new DocumentType();
    static final DataType<KeyValue> KEY = new KeyType();

    /** What the objects around a value take, in bytes. */
    private static final int OVERHEAD = 64;

    private BsonTypes() {}

    private static final class DocumentType extends BasicDataType<Document> {

        @Override
        public Document[] createStorage(int size) {
            return new Document[size];
        }

        @Override
        public int getMemory(Document document) {
            return document.values().stream().mapToInt(BsonTypes::memory).sum();
        }

        @Override
        public void write(WriteBuffer buffer, Document document) {
            put(buffer, document);
        }

        @Override
        public Document read(ByteBuffer buffer) {
            return get(buffer);
        }
    }

    private static final class KeyType extends BasicDataType<KeyValue> {

        @Override
        public KeyValue[] createStorage(int size) {
            return new KeyValue[size];
        }

        @Override
        public int compare(KeyValue one, KeyValue other) {
            int order = 0;
            for (int i = 0; i < one.size() && order == 0; i++) {
                order = compareValues(one.get(i), other.get(i));
            }
            return order;
        }

        private static int compareValues(Object one, Object other) {
            return one instanceof String first && other instanceof String second
                    ? Comparator.<String>naturalOrder().compare(first, second)
                    : ValueComparator.asc().compare(one, other);
        }

        @Override
        public int getMemory(KeyValue key) {
            return key.stream().mapToInt(BsonTypes::memory).sum();
        }

        @Override
        public void write(WriteBuffer buffer, KeyValue key) {
            Document document = new Document();
            for (int i = 0; i < key.size(); i++) {
                document.put(String.valueOf(i), key.get(i));
            }
            put(buffer, document);
        }

        @Override
        public KeyValue read(ByteBuffer buffer) {
            return new KeyValue(get(buffer).values());
        }
    }

    private static int memory(Object value) {
        if (value instanceof BinData binary) {
            return OVERHEAD + binary.getData().length;
        }
        if (value instanceof byte[] bytes) {
            return OVERHEAD + bytes.length;
        }
        return value instanceof String text ? OVERHEAD + 2 * text.length() : OVERHEAD;
    }

    private static void put(WriteBuffer buffer, Document document) {
        ByteBuf bson = Unpooled.buffer();
        BsonEncoder.encodeDocument(document, bson);
        buffer.putVarInt(bson.readableBytes()).put(bson.array(), bson.arrayOffset(), bson.readableBytes());
    }

    private static Document get(ByteBuffer buffer) {
        byte[] bson = new byte[DataUtils.readVarInt(buffer)];
        buffer.get(bson);
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bson));
    }
}
