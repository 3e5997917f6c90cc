package io.annals.contracts.customer;

import java.util.Locale;
import java.util.Set;

/**
 * The one list of names whose values point at a person. Such a value is never indexed in clear and never shown unmasked.
 * Names are compared without case and separators: {@code firstName}, {@code first_name} and {@code First Name} are one.
 */
public final class PersonalTraits {

    private static final Set<String> NAMES = Set.of(
            "name",
            "firstname",
            "lastname",
            "middlename",
            "fullname",
            "familyname",
            "givenname",
            "surname",
            "displayname",
            "nickname",
            "realname",
            "username",
            "contactname",
            "recipient",
            "recipientname",
            "userid",
            "anonymousid",
            "previousid",
            "deviceid",
            "advertisingid",
            "idfa",
            "imei",
            "openid",
            "unionid",
            "wechat",
            "wechatid",
            "qq",
            "birthday",
            "birthdate",
            "dateofbirth",
            "dob",
            "avatar",
            "photo",
            "ip",
            "ipaddress",
            "useragent",
            "latitude",
            "longitude",
            "street",
            "street1",
            "street2",
            "housenumber",
            "zip",
            "zipcode",
            "postcode",
            "postalcode",
            "idnumber",
            "idcard",
            "idcardnumber",
            "nationalid",
            "identitynumber",
            "passport",
            "passportnumber",
            "ssn",
            "taxid",
            "licenseplate",
            "cardnumber",
            "bankcard",
            "bankaccount",
            "iban",
            "password",
            "token");

    /** A name that holds one of these anywhere is personal: {@code workEmail}, {@code shippingAddress}. */
    private static final Set<String> PARTS = Set.of("email", "phone", "mobile", "address", "telephone");

    private PersonalTraits() {}

    public static boolean contains(String name) {
        String key = key(name);
        return NAMES.contains(key) || PARTS.stream().anyMatch(key::contains);
    }

    static String key(String name) {
        StringBuilder key = new StringBuilder(name.length());
        name.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(key::appendCodePoint);
        return key.toString();
    }
}
