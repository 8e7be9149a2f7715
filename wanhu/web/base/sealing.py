"""What only the system may read: identity numbers, phones and received files are sealed, and found again through keyed hashes.

Sealing is authenticated encryption: a sealed value that was changed, or sealed for another purpose, does not open. The first byte names the
cipher, so an installation that moves from AES (the default) to the national ciphers (SM4 with SM3) still opens what it sealed before.
All keys come from ``settings.SEALING_KEY`` by HKDF, one for each purpose: a lookup key never tells anything about a sealing key.
"""

import hmac
import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

AES_256_GCM, SM4_GCM = b"\x01", b"\x02"
NONCE, TAG = 12, 16


class NotOpened(ValueError):
    """The value was not sealed here for this purpose, or was changed since."""


def seal(data: bytes, purpose: str = "record") -> bytes:
    """The bytes, sealed for a purpose. Sealing the same bytes twice gives two different values."""
    nonce = os.urandom(NONCE)
    if settings.SEALING_CIPHER == "sm4":
        encryptor = Cipher(algorithms.SM4(_derived("seal-sm4:" + purpose, 16, "sm3")), modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(purpose.encode())
        return SM4_GCM + nonce + encryptor.update(data) + encryptor.finalize() + encryptor.tag
    return AES_256_GCM + nonce + AESGCM(_derived("seal-aes:" + purpose, 32, "sha256")).encrypt(nonce, data, purpose.encode())


def unseal(sealed: bytes, purpose: str = "record") -> bytes:
    """What ``seal`` was given. Raises NotOpened."""
    sealed = bytes(sealed)
    cipher, nonce, body = sealed[:1], sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
    try:
        if len(body) < TAG:
            raise NotOpened("too short to be a sealed value")
        if cipher == AES_256_GCM:
            return AESGCM(_derived("seal-aes:" + purpose, 32, "sha256")).decrypt(nonce, body, purpose.encode())
        if cipher == SM4_GCM:
            key = _derived("seal-sm4:" + purpose, 16, "sm3")
            decryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce, body[-TAG:])).decryptor()
            decryptor.authenticate_additional_data(purpose.encode())
            return decryptor.update(body[:-TAG]) + decryptor.finalize()
    except InvalidTag:
        raise NotOpened("changed, or sealed with another key or for another purpose") from None
    raise NotOpened("sealed in a way this version does not know")


def seal_text(text: str, purpose: str = "record") -> bytes:
    """A text, sealed."""
    return seal(text.encode(), purpose)


def unseal_text(sealed: bytes, purpose: str = "record") -> str:
    """The text that ``seal_text`` was given. Raises NotOpened."""
    return unseal(sealed, purpose).decode()


def key(purpose: str, text: str) -> str:
    """64 hexadecimal digits that find a value again without telling it: a keyed hash, another one for each purpose."""
    if settings.SEALING_CIPHER == "sm4":
        hashed = HMAC(_derived("find-sm3:" + purpose, 32, "sm3"), hashes.SM3())
        hashed.update(text.encode())
        return hashed.finalize().hex()
    return hmac.new(_derived("find-sha256:" + purpose, 32, "sha256"), text.encode(), "sha256").hexdigest()


def _derived(info: str, length: int, by: str) -> bytes:
    return _from_master(settings.SEALING_KEY, info, length, by)


@cache
def _from_master(master: str, info: str, length: int, by: str) -> bytes:
    algorithm = hashes.SM3() if by == "sm3" else hashes.SHA256()
    return HKDF(algorithm=algorithm, length=length, salt=b"wanhu", info=info.encode()).derive(master.encode())
