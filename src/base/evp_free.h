/* evp_free.h -- what CLEANUP calls on the objects of libcrypto.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_EVP_FREE_H
#define BASE_EVP_FREE_H

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#define FREER(name, T, free_it)        \
    static inline void name(T **thing) \
    {                                  \
        free_it(*thing);               \
    }
FREER(free_pkey, EVP_PKEY, EVP_PKEY_free)
FREER(free_pkey_ctx, EVP_PKEY_CTX, EVP_PKEY_CTX_free)
FREER(free_md_ctx, EVP_MD_CTX, EVP_MD_CTX_free)
FREER(free_build, OSSL_PARAM_BLD, OSSL_PARAM_BLD_free)
FREER(free_params, OSSL_PARAM, OSSL_PARAM_free)
FREER(free_number, BIGNUM, BN_clear_free)
FREER(free_pair, ECDSA_SIG, ECDSA_SIG_free)

#endif
