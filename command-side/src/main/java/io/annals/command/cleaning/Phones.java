package io.annals.command.cleaning;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import org.jspecify.annotations.Nullable;

/** Phone numbers in the one form in which two channels write the same number alike. */
final class Phones {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final int MOST_CHARACTERS = 40;

    private Phones() {}

    /**
     * E.164, such as {@code +8613812345678}; what is no valid number stays as it is, and so does one with an extension,
     * which E.164 cannot tell.
     *
     * @param region of a number that begins with no country code; without it only those that do are understood
     */
    static String e164(String phone, @Nullable String region) {
        if (phone.length() > MOST_CHARACTERS) {
            return phone;
        }
        try {
            PhoneNumber number = NUMBERS.parse(phone, region);
            boolean whole = NUMBERS.isValidNumber(number) && !number.hasExtension();
            return whole ? NUMBERS.format(number, PhoneNumberFormat.E164) : phone;
        } catch (NumberParseException e) {
            return phone;
        }
    }
}
