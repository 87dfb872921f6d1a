/**
 * The types and values of the component model (Explainer.md of
 * WebAssembly/component-model, type definitions): what the decoder produces, what the
 * validator compares and what the canonical ABI moves. Knows nothing of bytes, of modules
 * or of any engine.
 * <table>
 * <caption>The table of Java values, for both directions</caption> <thead>
 * <tr>
 * <th>WIT</th>
 * <th>Java</th>
 * </tr>
 * </thead> <tbody>
 * <tr>
 * <td>bool</td>
 * <td>{@link java.lang.Boolean}</td>
 * </tr>
 * <tr>
 * <td>s8, u8</td>
 * <td>{@link java.lang.Byte}, {@link java.lang.Short} from 0 to 255</td>
 * </tr>
 * <tr>
 * <td>s16, u16</td>
 * <td>{@link java.lang.Short}, {@link java.lang.Integer} from 0 to 65535</td>
 * </tr>
 * <tr>
 * <td>s32, u32</td>
 * <td>{@link java.lang.Integer}, {@link java.lang.Long} from 0 to 2<sup>32</sup>−1</td>
 * </tr>
 * <tr>
 * <td>s64, u64</td>
 * <td>{@link java.lang.Long}, {@link java.math.BigInteger} from 0 to
 * 2<sup>64</sup>−1</td>
 * </tr>
 * <tr>
 * <td>f32, f64</td>
 * <td>{@link java.lang.Float}, {@link java.lang.Double}; every NaN is the canonical
 * one</td>
 * </tr>
 * <tr>
 * <td>char</td>
 * <td>{@link java.lang.Integer}, a Unicode scalar value</td>
 * </tr>
 * <tr>
 * <td>string</td>
 * <td>{@link java.lang.String} without lone surrogates</td>
 * </tr>
 * <tr>
 * <td>list&lt;u8&gt;</td>
 * <td>{@code byte[]}</td>
 * </tr>
 * <tr>
 * <td>list of anything else</td>
 * <td>{@link java.util.List}</td>
 * </tr>
 * <tr>
 * <td>option</td>
 * <td>{@link java.util.Optional}</td>
 * </tr>
 * <tr>
 * <td>record</td>
 * <td>{@link dev.theater.component.type.RecordValue}</td>
 * </tr>
 * <tr>
 * <td>tuple</td>
 * <td>{@link dev.theater.component.type.TupleValue}</td>
 * </tr>
 * <tr>
 * <td>variant</td>
 * <td>{@link dev.theater.component.type.VariantValue}</td>
 * </tr>
 * <tr>
 * <td>enum</td>
 * <td>{@link dev.theater.component.type.EnumValue}</td>
 * </tr>
 * <tr>
 * <td>flags</td>
 * <td>{@link dev.theater.component.type.FlagsValue}</td>
 * </tr>
 * <tr>
 * <td>result</td>
 * <td>{@link dev.theater.component.type.ResultValue}</td>
 * </tr>
 * </tbody>
 * </table>
 * No value is ever null; a function without a result returns null.
 */
@NullMarked
package dev.theater.component.type;

import org.jspecify.annotations.NullMarked;
