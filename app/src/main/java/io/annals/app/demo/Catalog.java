package io.annals.app.demo;

import java.math.BigDecimal;
import java.util.List;

/** What the simulated shop sells. */
final class Catalog {

    record Product(String id, String name, String category, BigDecimal price) {}

    static final List<Product> PRODUCTS = List.of(
            product("T-101", "Assam, 250 g", "tea", "9.90"),
            product("T-102", "Sencha, 100 g", "tea", "12.50"),
            product("T-103", "Earl Grey, 250 g", "tea", "8.90"),
            product("T-104", "Oolong, 100 g", "tea", "18.00"),
            product("C-201", "Espresso beans, 1 kg", "coffee", "24.90"),
            product("C-202", "Filter roast, 500 g", "coffee", "13.90"),
            product("C-203", "Decaf, 500 g", "coffee", "14.90"),
            product("K-301", "Cast-iron kettle", "kitchen", "69.00"),
            product("K-302", "Glass teapot", "kitchen", "34.50"),
            product("K-303", "Hand grinder", "kitchen", "79.00"),
            product("K-304", "Porcelain cups, set of 4", "kitchen", "29.90"),
            product("B-401", "Infant formula, stage 1", "baby", "21.90"),
            product("B-402", "Nappies, size 2", "baby", "17.50"),
            product("B-403", "Muslin cloths, set of 3", "baby", "14.00"),
            product("B-404", "Baby bottle", "baby", "9.50"),
            product("G-501", "Gift box, small", "gifts", "19.00"),
            product("G-502", "Gift box, large", "gifts", "39.00"),
            product("G-503", "Scented candle", "gifts", "16.50"));

    private Catalog() {}

    private static Product product(String id, String name, String category, String price) {
        return new Product(id, name, category, new BigDecimal(price));
    }
}
